#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::bench {

// Finds the messages in what a WebSocket server sends, at a cost that does not depend on their
// length: of a message it looks at the header and at the first bytes for "seq":n. Copies nothing
// but a beginning that came in two pieces.
class FrameReader {
 public:
  struct Message {
    enum Kind { data, close, control } kind = data;
    std::uint64_t seq = 0;    // 0: says none
    std::uint64_t bytes = 0;  // of the payload
    int close_code = 0;
  };

  // Takes from the front of `come` up to the end of the next message. Nothing when it is not whole
  // yet; then all of `come` has been taken.
  std::optional<Message> next(std::string_view& come);

 private:
  std::size_t begin(std::string_view text);
  void begin_with_kept(std::string_view& come);

  std::string kept_;        // a header, or the first bytes of a payload, that are not whole yet
  std::uint64_t left_ = 0;  // bytes of this frame that are not worth a look
  bool under_way_ = false;  // a frame whose header has been read
  bool last_ = false;       // it ends its message
  Message message_;
};

}  // namespace dealbell::bench
