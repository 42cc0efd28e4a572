#include "net/live/frame_writer_transport.hpp"

namespace dealbell::net {

bool FrameWriterTransport::write(Text frame) { return finish(writer().write(std::move(frame))); }

bool FrameWriterTransport::finish(FrameWriter::Sent sent) {
  if (sent == FrameWriter::Sent::failed) abort();  // which also ends the pending read
  if (sent != FrameWriter::Sent::waiting) return true;
  writer().when_writable([this, owner = owner_.shared_from_this()] {
    if (finish(writer().flush())) owner_.on_drain();
  });
  return false;
}

void FrameWriterTransport::abort() {
  boost::system::error_code ignored;
  writer().socket().close(ignored);
}

void FrameWriterTransport::fail() {
  abort();
  owner_.on_close();
}

}  // namespace dealbell::net
