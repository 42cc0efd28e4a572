#include "wire/json_check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/utf8.hpp"

namespace dealbell::wire {
namespace {

// long double, so that 1e400 is valid JSON and an error of its field, not of the whole body.
using Grammar = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                     std::uint64_t, long double>;

struct Fault {
  Errc code;
  std::string why;
  std::size_t at;  // byte offset
};

// The library's message without its position, which counts bytes.
std::string in_words(const std::string& what, const std::string& last_token) {
  if (last_token.ends_with('N') || last_token.ends_with('I'))
    return "NaN and Infinity are not JSON";
  for (const std::string_view start : {"syntax error", "number overflow"})
    if (const auto at = what.find(start); at != std::string::npos) return what.substr(at, 160);
  return what.substr(0, 160);
}

// Counts levels and keeps the first fault; ignores values.
struct Checker : nlohmann::json_sax<Grammar> {
  int depth = 0;
  std::optional<Fault> fault;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return deeper(); }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_object() override { return --depth, true; }
  bool end_array() override { return --depth, true; }
  bool parse_error(std::size_t read, const std::string& last_token,
                   const nlohmann::detail::exception& e) override {
    fault = {Errc::bad_json, in_words(e.what(), last_token), read == 0 ? 0 : read - 1};
    return false;
  }

 private:
  bool deeper() {
    if (++depth <= json_depth_max) return true;
    fault = {Errc::too_deep, "nested deeper than 64 levels", 0};
    return false;
  }
};

std::optional<Fault> find_fault(std::string_view text) {
  if (const auto bad = first_bad_utf8(text); bad != text.size())
    return Fault{Errc::bad_utf8,
                 "the bytes are not UTF-8 (byte offset " + std::to_string(bad) + ")", bad};
  // The library treats a NUL as the end of the text; what follows would not be checked.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return Fault{Errc::bad_json, "a control character must be escaped", nul};
  // It skips a byte order mark, which JsonCursor does not expect.
  if (text.starts_with("\xEF\xBB\xBF"))
    return Fault{Errc::bad_json, "a byte order mark is not part of JSON", 0};
  Checker checker;
  Grammar::sax_parse(text, &checker);
  return checker.fault;
}

std::string position_of(std::string_view text, std::size_t at, std::size_t first_line) {
  const auto before = text.substr(0, std::min(at, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  // Columns count characters, not the continuation bytes of UTF-8.
  const auto columns =
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return "line " + std::to_string(first_line + static_cast<std::size_t>(lines)) + ", column " +
         std::to_string(columns + 1) + ": ";
}

}  // namespace

Result<> check_json(std::string_view text, std::size_t first_line) {
  const auto fault = find_fault(text);
  if (!fault) return {};
  if (fault->code == Errc::too_deep) return error(fault->code, fault->why);
  return error(fault->code, position_of(text, fault->at, first_line) + fault->why);
}

}  // namespace dealbell::wire
