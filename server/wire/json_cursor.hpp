#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::wire {

enum class JsonKind { null, boolean, number, string, array, object };

// "a number", "text", …: for error messages.
std::string_view in_words(JsonKind kind);

// Reads a text that check_json has accepted, front to back, without building a document: only what
// the caller keeps uses memory. Every take_* consumes exactly one value and must match kind(). The
// text must outlive the cursor.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view checked);

  JsonKind kind() const;
  void take_null() { at_ += 4; }
  bool take_boolean();
  std::string_view take_number();  // the digits as sent
  std::string take_string();       // decoded
  std::string_view take_raw();     // any value, as sent

  // Calls each(name, *this) per member, each(*this) per element; `each` must take exactly that one
  // value and returns a Result<>. The first failure ends the walk and is returned.
  template <class Each>
  Result<> take_object(Each each);
  template <class Each>
  Result<> take_array(Each each);

 private:
  void skip_space() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }
  bool next_in(char close);  // skips a comma or the closing bracket; false after the latter
  std::string_view take_name(std::string& decoded);
  void skip_string();

  const char* at_;
  const char* end_;
};

template <class Each>
Result<> JsonCursor::take_object(Each each) {
  ++at_;
  skip_space();
  if (*at_ == '}') return ++at_, Result<>{};
  std::string decoded;  // used only for names with escapes
  do {
    const auto name = take_name(decoded);
    if (auto taken = each(name, *this); !taken) return taken;
  } while (next_in('}'));
  return {};
}

template <class Each>
Result<> JsonCursor::take_array(Each each) {
  ++at_;
  skip_space();
  if (*at_ == ']') return ++at_, Result<>{};
  do {
    if (auto taken = each(*this); !taken) return taken;
  } while (next_in(']'));
  return {};
}

}  // namespace dealbell::wire
