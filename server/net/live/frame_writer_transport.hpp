#pragma once

#include "net/live/frame_writer.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

// The half that both ways share: frames leave through a gate.
class FrameWriterTransport : public LiveTransport {
 public:
  explicit FrameWriterTransport(Owner& owner) : owner_(owner) {}

  bool write(Text frame) override;
  void abort() override;

 protected:
  virtual FrameWriter& writer() = 0;
  // Nothing can be heard any more.
  void fail();

  Owner& owner_;

 private:
  bool settle(FrameWriter::Sent sent);
};

}  // namespace dealbell::net
