#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dealbell {

// Appends numbers and texts to `out` in the binary format of our own files. Integers are written in
// seven bits per byte (LEB128), so that small ones, the most frequent, take one byte.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void byte(std::uint8_t b) { out_.push_back(static_cast<char>(b)); }
  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) byte(static_cast<std::uint8_t>(n | 0x80));
    byte(static_cast<std::uint8_t>(n));
  }
  // Zigzag-encoded, so that small negative numbers are short as well.
  void whole(std::int64_t n) {
    number(static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63));
  }
  void text(std::string_view text) {
    number(text.size());
    out_ += text;
  }
  // Always eight bytes, little-endian: for values that are filled in later.
  void fixed(std::uint64_t n) {
    for (int i = 0; i < 8; ++i, n >>= 8) byte(static_cast<std::uint8_t>(n));
  }

 private:
  std::string& out_;
};

// Reads what a ByteWriter wrote, from bytes that may be damaged. After the first malformed value
// the reader stays failed, and every further read returns 0 or an empty text: check ok() before
// using any value. The bytes must outlive the reader and the texts it returns.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  bool ok() const { return ok_; }
  void fail() {
    ok_ = false;
    at_ = end_;
  }
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  std::uint8_t byte() {
    if (at_ != end_) return static_cast<std::uint8_t>(*at_++);
    fail();
    return 0;
  }
  std::uint64_t number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint64_t b = byte();
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    fail();
    return 0;
  }
  // The number of items that follow. Each takes at least a byte, so a count beyond the bytes that
  // are left is malformed.
  std::size_t count() { return within(number()); }
  std::int64_t whole() {
    const auto n = number();
    return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
  }
  std::string_view text() {
    const auto size = count();
    const std::string_view text(at_, size);
    at_ += size;
    return text;
  }
  std::uint64_t fixed() {
    std::uint64_t n = 0;
    for (int i = 0; i < 8; ++i) n |= std::uint64_t{byte()} << 8 * i;
    return n;
  }

 private:
  std::size_t within(std::uint64_t n) {
    if (n <= left()) return static_cast<std::size_t>(n);
    fail();
    return 0;
  }

  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace dealbell
