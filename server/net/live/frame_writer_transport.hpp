#pragma once

#include "net/live/frame_writer.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

// What both transports share: frames are sent by a FrameWriter.
class FrameWriterTransport : public LiveTransport {
 public:
  explicit FrameWriterTransport(Owner& owner) : owner_(owner) {}

  bool write(Text frame) override;
  void abort() override;

 protected:
  virtual FrameWriter& writer() = 0;
  // Closes the socket and calls on_close.
  void fail();

  Owner& owner_;

 private:
  bool finish(FrameWriter::Sent sent);
};

}  // namespace dealbell::net
