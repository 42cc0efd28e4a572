#include "net/live/frame_writer_transport.hpp"

namespace dealbell::net {

bool FrameWriterTransport::write(Text frame) { return settle(writer().write(std::move(frame))); }

bool FrameWriterTransport::settle(FrameWriter::Sent sent) {
  if (sent == FrameWriter::Sent::failed) abort();  // the read that waits ends, too
  if (sent != FrameWriter::Sent::waiting) return true;
  writer().when_writable([this, owner = owner_.shared_from_this()] {
    if (settle(writer().leave())) owner_.writable();
  });
  return false;
}

void FrameWriterTransport::abort() {
  boost::system::error_code ignored;
  writer().socket().close(ignored);
}

void FrameWriterTransport::fail() {
  abort();
  owner_.gone();
}

}  // namespace dealbell::net
