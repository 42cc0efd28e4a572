#include "net/live/frame_writer.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace dealbell::net {

FrameWriter::Sent FrameWriter::push(std::string_view bytes, std::size_t& sent) {
  while (sent < bytes.size()) {
    const auto size = ::send(socket_.native_handle(), bytes.data() + sent, bytes.size() - sent,
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size > 0)
      sent += static_cast<std::size_t>(size);
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      return Sent::waiting;
    else if (errno != EINTR)
      return Sent::failed;
  }
  return Sent::all;
}

FrameWriter::Sent FrameWriter::write(Text frame) {
  frame_ = std::move(frame);
  sent_ = 0;
  return flush();
}

FrameWriter::Sent FrameWriter::flush() {
  if (!frame_) return Sent::all;
  if (stream_write_pending_) return Sent::waiting;
  const auto state = push(*frame_, sent_);
  if (state != Sent::waiting) frame_.reset();
  return state;
}

FrameWriter::Sent FrameWriter::write_stream_bytes(std::string_view bytes, std::size_t& sent) {
  if (muted_ && sent == 0) sent = bytes.size();
  if (sent == bytes.size()) return Sent::all;
  if (!stream_write_pending_ && frame_ && sent_ > 0)  // finish a frame that has begun
    if (const auto state = flush(); state != Sent::all) return state;
  const auto state = push(bytes, sent);
  stream_write_pending_ = state == Sent::waiting && sent > 0;
  return state;
}

}  // namespace dealbell::net
