#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::bench {

// Finds the messages in a WebSocket server's byte stream. It reads only the header and the first
// bytes of a message, for "seq":n, so its cost does not depend on the length. It copies only
// beginnings that arrive in two pieces.
class FrameReader {
 public:
  struct Message {
    enum Kind { data, close, control } kind = data;
    std::uint64_t seq = 0;    // 0: none
    std::uint64_t bytes = 0;  // of the payload
    int close_code = 0;
  };

  // Removes the bytes up to the end of the next message from the front of `received`. nullopt: the
  // message is not complete yet, and all of `received` is consumed.
  std::optional<Message> next(std::string_view& received);

 private:
  std::size_t read_beginning(std::string_view text);
  void continue_beginning(std::string_view& received);

  std::string partial_;     // an incomplete header or beginning of a payload
  std::uint64_t left_ = 0;  // bytes of this frame to skip
  bool in_frame_ = false;   // the header of a frame has been read
  bool last_ = false;       // this frame ends its message
  Message message_;
};

}  // namespace dealbell::bench
