#include "frame_reader.hpp"

#include <algorithm>
#include <cstdlib>

#include "must.hpp"

namespace dealbell::bench {
namespace {

constexpr std::size_t head_max = 10;
constexpr std::size_t look_at_max = 240;  // a delta says its seq within its first 130 bytes

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

// How much of `text` the header and the bytes worth a look take; 0 when they are not whole.
std::size_t FrameReader::begin(std::string_view text) {
  if (text.size() < 2) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto length = static_cast<unsigned char>(text[1]);
  if (length & 0x80) give_up("a server's frame is masked");
  const std::size_t head = length == 127 ? 10 : length == 126 ? 4 : 2;
  if (text.size() < head) return 0;
  const auto payload = head == 2 ? length : big_endian(text.substr(2, head - 2));
  const auto look_at = std::min<std::uint64_t>(payload, look_at_max);
  if (text.size() < head + look_at) return 0;

  const int opcode = first & 0x0F;
  last_ = first & 0x80;
  if (opcode != 0) {
    message_ = {opcode == 8   ? Message::close
                : opcode >= 8 ? Message::control
                              : Message::data,
                0, 0};
    const auto beginning = text.substr(head, look_at);
    if (message_.kind == Message::data) message_.seq = seq_in(beginning);
    if (message_.kind == Message::close)
      message_.close_code = static_cast<int>(big_endian(beginning.substr(0, 2)));
  }
  message_.bytes += payload;
  left_ = payload - look_at;
  under_way_ = true;
  return head + look_at;
}

void FrameReader::begin_with_kept(std::string_view& come) {
  const auto before = kept_.size();
  const auto more = std::min(come.size(), head_max + look_at_max - before);
  kept_ += come.substr(0, more);
  const auto taken = begin(kept_);
  come.remove_prefix(taken > 0 ? taken - before : more);
  if (taken > 0) kept_.clear();
}

std::optional<FrameReader::Message> FrameReader::next(std::string_view& come) {
  for (;;) {
    if (!under_way_) {
      if (!kept_.empty()) {
        begin_with_kept(come);
      } else if (const auto taken = begin(come); taken > 0) {
        come.remove_prefix(taken);
      } else {
        kept_ = come;
        come = {};
      }
      if (!under_way_) return std::nullopt;
    }
    const auto skipped = std::min<std::uint64_t>(left_, come.size());
    come.remove_prefix(skipped);
    left_ -= skipped;
    if (left_ > 0) return std::nullopt;
    under_way_ = false;
    if (last_) return message_;
  }
}

}  // namespace dealbell::bench
