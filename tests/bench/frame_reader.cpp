#include "frame_reader.hpp"

#include <algorithm>
#include <cstdlib>

#include "must.hpp"

namespace dealbell::bench {
namespace {

constexpr std::size_t head_max = 10;
constexpr std::size_t beginning_max = 240;  // a delta's seq is in its first 130 bytes

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t n = 0;
  for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
  return n;
}

std::uint64_t seq_in(std::string_view text) {
  constexpr std::string_view key = R"("seq":)";
  std::uint64_t n = 0;
  const auto at = text.find(key);
  if (at == std::string_view::npos) return 0;
  for (auto i = at + key.size(); i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
    n = n * 10 + static_cast<std::uint64_t>(text[i] - '0');
  return n;
}

}  // namespace

// The size of the header and the beginning at the front of `text`; 0: not complete yet.
std::size_t FrameReader::read_beginning(std::string_view text) {
  if (text.size() < 2) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto length = static_cast<unsigned char>(text[1]);
  if (length & 0x80) give_up("a server's frame is masked");
  const std::size_t head = length == 127 ? 10 : length == 126 ? 4 : 2;
  if (text.size() < head) return 0;
  const auto payload = head == 2 ? length : big_endian(text.substr(2, head - 2));
  const auto beginning_size = std::min<std::uint64_t>(payload, beginning_max);
  if (text.size() < head + beginning_size) return 0;

  const int opcode = first & 0x0F;
  last_ = first & 0x80;
  if (opcode != 0) {
    message_ = {opcode == 8   ? Message::close
                : opcode >= 8 ? Message::control
                              : Message::data,
                0, 0};
    const auto beginning = text.substr(head, beginning_size);
    if (message_.kind == Message::data) message_.seq = seq_in(beginning);
    if (message_.kind == Message::close)
      message_.close_code = static_cast<int>(big_endian(beginning.substr(0, 2)));
  }
  message_.bytes += payload;
  left_ = payload - beginning_size;
  in_frame_ = true;
  return head + beginning_size;
}

void FrameReader::continue_beginning(std::string_view& received) {
  const auto before = partial_.size();
  const auto more = std::min(received.size(), head_max + beginning_max - before);
  partial_ += received.substr(0, more);
  const auto taken = read_beginning(partial_);
  received.remove_prefix(taken > 0 ? taken - before : more);
  if (taken > 0) partial_.clear();
}

std::optional<FrameReader::Message> FrameReader::next(std::string_view& received) {
  for (;;) {
    if (!in_frame_) {
      if (!partial_.empty()) {
        continue_beginning(received);
      } else if (const auto taken = read_beginning(received); taken > 0) {
        received.remove_prefix(taken);
      } else {
        partial_ = received;
        received = {};
      }
      if (!in_frame_) return std::nullopt;
    }
    const auto skipped = std::min<std::uint64_t>(left_, received.size());
    received.remove_prefix(skipped);
    left_ -= skipped;
    if (left_ > 0) return std::nullopt;
    in_frame_ = false;
    if (last_) return message_;
  }
}

}  // namespace dealbell::bench
