#include "wire/json_check.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/utf8.hpp"

namespace dealbell::wire {
namespace {

// A recursive-descent check; recursion is bounded by json_depth_max. Functions answer false after
// setting what is wrong and where, so that the good path carries no error objects.
class Checker {
 public:
  Checker(std::string_view text, std::size_t first_line) : text_(text), first_line_(first_line) {}

  Result<> document() {
    if (!good_utf8()) return failure();
    skip_space();
    if (value() && at_end()) return {};
    return failure();
  }

  Result<> array_document(const std::function<bool(std::string_view)>& item) {
    if (!good_utf8()) return failure();
    skip_space();
    if (peek() != '[') {
      fail("expected an array");
      return failure();
    }
    depth_ = 1;
    ++at_;
    bool stopped = false;
    const auto element = [&] {
      const auto start = at_;
      if (!value()) return false;
      stopped = !item(text_.substr(start, at_ - start));
      return !stopped;
    };
    if (list(']', element) && at_end()) return {};
    if (stopped) return {};
    return failure();
  }

 private:
  static constexpr char none = '\0';

  char peek() const { return at_ < text_.size() ? text_[at_] : none; }

  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }

  bool fail(const char* why) {
    why_ = why;
    return false;
  }

  bool good_utf8() {
    const auto bad = first_bad_utf8(text_);
    if (bad == text_.size()) return true;
    at_ = bad;
    code_ = Errc::bad_utf8;
    return fail("the bytes are not UTF-8");
  }

  bool at_end() {
    skip_space();
    return at_ == text_.size() || fail("unexpected text after the end of the JSON value");
  }

  bool value() {
    switch (peek()) {
      case '{':
        return nested([this] { return list('}', [this] { return member(); }); });
      case '[':
        return nested([this] { return list(']', [this] { return value(); }); });
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      case 'N':
      case 'I':
        return fail("NaN and Infinity are not JSON");
      case none:
        if (at_ >= text_.size()) return fail("the text ends where a value is expected");
        [[fallthrough]];
      default:
        return number();
    }
  }

  template <class Inside>
  bool nested(Inside inside) {
    if (depth_ == json_depth_max) {
      code_ = Errc::too_deep;
      return fail("nested deeper than 64 levels");
    }
    ++depth_;
    ++at_;
    const bool good = inside();
    --depth_;
    return good;
  }

  // What stands between brackets, up to and with the closing one.
  template <class Element>
  bool list(char close, Element element) {
    skip_space();
    if (peek() == close) return ++at_, true;
    for (;;) {
      if (!element()) return false;
      skip_space();
      const char c = peek();
      if (c != ',' && c != close)
        return fail(close == '}' ? "expected , or } after a member"
                                 : "expected , or ] after an element");
      ++at_;
      if (c == close) return true;
      skip_space();
      if (peek() == close) return fail("a comma with nothing after it");
    }
  }

  bool member() {
    if (peek() != '"') return fail("expected a name in double quotes");
    if (!string()) return false;
    skip_space();
    if (peek() != ':') return fail("expected : after the name");
    ++at_;
    skip_space();
    return value();
  }

  bool word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return fail("expected a JSON value");
    at_ += expected.size();
    return true;
  }

  bool digits() {
    const auto start = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ != start;
  }

  bool number() {
    const auto start = at_;
    if (peek() == '-') ++at_;
    if (peek() == 'I' || peek() == 'N') return fail("NaN and Infinity are not JSON");
    const auto first = at_;
    if (!digits())
      return fail(at_ == start ? "expected a JSON value" : "expected digits after the minus");
    if (text_[first] == '0' && at_ > first + 1) {
      at_ = first;
      return fail("a number must not start with 0");
    }
    if (peek() == '.') {
      ++at_;
      if (!digits()) return fail("expected digits after the decimal point");
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!digits()) return fail("expected digits in the exponent");
    }
    return true;
  }

  bool string() {
    ++at_;
    for (;;) {
      while (at_ + 8 <= text_.size() && eight_plain(text_.data() + at_)) at_ += 8;
      while (at_ < text_.size() && plain(text_[at_])) ++at_;
      if (at_ == text_.size()) return fail("the text ends inside a string");
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (c != '\\') return fail("a control character inside a string must be escaped");
      if (!escape()) return false;
    }
  }

  static bool plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  }

  // The same for eight bytes at once: no byte below 0x20, no quote, no backslash. Exact below the
  // first byte that is one, which is all that is asked.
  static bool eight_plain(const char* bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
    std::uint64_t eight;
    std::memcpy(&eight, bytes, 8);
    const auto zero_byte = [](std::uint64_t x) { return (x - ones) & ~x & highs; };
    const auto control = (eight - ones * 0x20) & ~eight & highs;
    return (control | zero_byte(eight ^ ones * '"') | zero_byte(eight ^ ones * '\\')) == 0;
  }

  bool escape() {
    const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : none;
    if (c != 'u') {
      if (c == none || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos)
        return fail("there is no such escape");
      at_ += 2;
      return true;
    }
    const int unit = hex_unit(at_);
    if (unit < 0) return fail("expected four hex digits after \\u");
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    const int low = high ? hex_unit(at_ + 6) : 0;
    if ((unit >= 0xDC00 && unit <= 0xDFFF) || (high && (low < 0xDC00 || low > 0xDFFF)))
      return fail("half of a surrogate pair");
    at_ += high ? 12 : 6;
    return true;
  }

  // The value of \uXXXX at `pos`; -1 when that is not there.
  int hex_unit(std::size_t pos) const {
    if (pos + 6 > text_.size() || text_[pos] != '\\' || text_[pos + 1] != 'u') return -1;
    int value = 0;
    for (auto i = pos + 2; i < pos + 6; ++i) {
      const char c = text_[i];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  Error failure() const {
    const auto before = text_.substr(0, std::min(at_, text_.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    // Columns are for people: count characters, not the continuation bytes of UTF-8.
    const auto columns =
        std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    auto message = "line " + std::to_string(first_line_ + static_cast<std::size_t>(lines)) +
                   ", column " + std::to_string(columns + 1) + ": " + why_;
    if (code_ == Errc::bad_utf8) message += " (byte offset " + std::to_string(at_) + ")";
    return error(code_, std::move(message));
  }

  std::string_view text_;
  std::size_t first_line_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Errc code_ = Errc::bad_json;
  const char* why_ = "";
};

}  // namespace

Result<> check_json(std::string_view text, std::size_t first_line) {
  return Checker(text, first_line).document();
}

Result<> check_json_array(std::string_view text,
                          const std::function<bool(std::string_view)>& item) {
  return Checker(text, 1).array_document(item);
}

}  // namespace dealbell::wire
