#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::arch {

// Source text with comments and the insides of literals blanked, so that searches see only code.
// Line breaks stay. Raw strings are not understood; a trap in one would be reported.
inline std::string code_only(std::string text) {
  enum class In { code, line_comment, comment, string, character } in = In::code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const bool digit_separator =
        c == '\'' && i > 0 && std::isxdigit(static_cast<unsigned char>(text[i - 1]));
    switch (in) {
      case In::code:
        if (c == '/' && next == '/') in = In::line_comment;
        if (c == '/' && next == '*') in = In::comment;
        if (c == '"') in = In::string;
        if (c == '\'' && !digit_separator) in = In::character;
        if (in == In::line_comment || in == In::comment) text[i] = ' ';
        break;
      case In::line_comment:
        if (c == '\n')
          in = In::code;
        else
          text[i] = ' ';
        break;
      case In::comment:
        if (c == '*' && next == '/') {
          text[i + 1] = ' ';
          in = In::code;
        }
        if (c != '\n') text[i] = ' ';
        break;
      case In::string:
      case In::character:
        if (c == (in == In::string ? '"' : '\'')) {
          in = In::code;
          break;
        }
        if (c == '\\' && i + 1 < text.size()) text[++i] = ' ';
        if (c != '\n') text[i] = ' ';
        break;
    }
  }
  return text;
}

// True if a lambda with this capture list owns something: `[p]`, `[=]`, `[x = f()]`. A reference or
// `this` is only an address and does no harm.
inline bool owns_captures(std::string_view list) {
  int depth = 0;
  std::string one;
  const auto owning = [&] {
    const bool harmless = one.empty() || one.front() == '&' || one == "this";
    one.clear();
    return !harmless;
  };
  for (const char c : list) {
    if (c == '(' || c == '{' || c == '<') ++depth;
    if (c == ')' || c == '}' || c == '>') --depth;
    if (c == ',' && depth == 0) {
      if (owning()) return true;
    } else if (!std::isspace(static_cast<unsigned char>(c))) {
      one += c;
    }
  }
  return owning();
}

// True if the co_await is an arm of `condition ? one : other`.
inline bool is_arm(std::string_view code, std::size_t at) {
  const auto before = code.substr(0, at);
  const auto statement = before.substr(before.find_last_of(";{}") + 1);
  return statement.find('?') != statement.npos;
}

// GCC 12 destroys two kinds of temporaries twice when they stand inside a co_await expression: a
// lambda that owns a capture and an aggregate with named members. What a co_await in an arm of a
// conditional expression returns is copied byte by byte, short strings included. Returns each
// expression that has one of these.
inline std::vector<std::string> co_await_traps(const std::string& text) {
  const auto code = code_only(text);
  std::vector<std::string> found;
  for (auto at = code.find("co_await"); at != std::string::npos;
       at = code.find("co_await", at + 1)) {
    if (is_arm(code, at)) {
      found.push_back(text.substr(at, 40));
      continue;
    }
    int depth = 0;
    char before = '\0';  // the last character that is not a space
    for (auto i = at; i < code.size(); ++i) {
      const char c = code[i];
      if (std::isspace(static_cast<unsigned char>(c))) continue;
      if (c == '(' || c == '{') ++depth;
      if (c == ')' || c == '}') --depth;
      if (depth < 0 || (c == ';' && depth == 0)) break;
      const bool named_member = c == '.' && before == '{';
      const bool lambda = c == '[' && (before == '(' || before == ',' || before == '=');
      const auto captures = std::string_view(code).substr(i + 1, code.find(']', i) - i - 1);
      if (named_member || (lambda && owns_captures(captures))) {
        found.push_back(text.substr(at, i + 20 - at));
        break;
      }
      before = c;
    }
  }
  return found;
}

}  // namespace dealbell::arch
