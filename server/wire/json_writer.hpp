#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json_text.hpp"
#include "core/boards/board.hpp"

namespace dealbell::wire {

// Writes compact JSON front to back. It adds the commas; the caller balances the brackets:
//   JsonWriter json;
//   json.begin_object().member("type", "beat").key("boards").begin_object() …
//   .end_object().end_object();
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  // The shortest decimal that reads back as the same number, without an exponent; null if not
  // finite.
  JsonWriter& value(double number);
  template <std::integral T>
  JsonWriter& value(T number) {
    return raw(std::to_string(number));
  }
  JsonWriter& value(const core::Texts& texts);
  JsonWriter& value(const core::Value& cell);
  JsonWriter& value(const core::Row& row);
  JsonWriter& null() { return raw("null"); }
  JsonWriter& raw(std::string_view json);  // one value that already is JSON

  template <class T>
  JsonWriter& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }

  const std::string& text() const& { return out_; }
  std::string text() && { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string out_;
  bool comma_ = false;  // whether the next value or key needs one
};

}  // namespace dealbell::wire
