#include "wire/json_writer.hpp"

#include <charconv>
#include <cmath>

namespace dealbell::wire {

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) { return raw(flag ? "true" : "false"); }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  char digits[352];  // enough for every double
  const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed);
  return raw({digits, static_cast<std::size_t>(end.ptr - digits)});
}

JsonWriter& JsonWriter::value(const core::Texts& texts) {
  begin_object();
  for (const auto& [name, text] : texts) member(name, text);
  return end_object();
}

JsonWriter& JsonWriter::value(const core::Value& cell) {
  return std::visit(
      [this](const auto& content) -> JsonWriter& {
        if constexpr (std::is_same_v<std::decay_t<decltype(content)>, std::monostate>)
          return null();
        else
          return value(content);
      },
      cell);
}

JsonWriter& JsonWriter::value(const core::Row& row) {
  begin_object();
  for (const auto& [name, cell] : row) member(name, cell);
  return end_object();
}

}  // namespace dealbell::wire
