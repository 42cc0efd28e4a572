#pragma once

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string>
#include <string_view>

#include "arch/sources.hpp"

namespace dealbell::arch {
namespace contract {

// Fewer words are a remark, not a contract: "// events.cpp", "// see above".
inline constexpr std::size_t words_min = 4;

inline std::size_t words_in(const std::string& text) {
  std::istringstream stream(text);
  std::size_t count = 0;
  for (std::string word; stream >> word;) count += word != "//";
  return count;
}

// The class that "source_monitor.hpp" is named after: "SourceMonitor".
inline std::string class_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);  // npos + 1 is 0
  path = path.substr(0, path.find('.'));
  std::string name;
  bool is_first = true;
  for (const char c : path) {
    if (c != '_') name += is_first ? static_cast<char>(std::toupper(c)) : c;
    is_first = c == '_';
  }
  return name;
}

inline bool defines_class(const std::string& line, const std::string& name) {
  if (line.ends_with(';') && line.find('{') == std::string::npos) return false;
  for (const char* kind : {"class ", "struct ", "enum class "})
    if (line.starts_with(kind + name)) {
      const auto end = std::string(kind).size() + name.size();
      if (end == line.size() ||
          (!std::isalnum(static_cast<unsigned char>(line[end])) && line[end] != '_'))
        return true;
    }
  return false;
}

// Lines that are neither a comment nor a declaration.
inline bool is_scaffold(const std::string& line) {
  const auto starts = [&](const char* text) { return line.starts_with(text); };
  const bool is_forward = (starts("class ") || starts("struct ")) && line.ends_with(';') &&
                          line.find('{') == std::string::npos;
  return starts("#") || starts("namespace ") || starts("using namespace ") || starts("}") ||
         is_forward;
}

}  // namespace contract

// Whether a header says in a sentence what it is for: in a comment before its first declaration, or
// directly above the class that it is named after, or, if there is none, directly above any other
// class or function of a namespace. Comments inside of classes and at the ends of lines do not
// count.
inline bool has_contract(const std::string& path, const std::string& text) {
  const auto lines = lines_of(text);
  const auto name = contract::class_of(path);
  const bool has_own_class = std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
    return contract::defines_class(line, name);
  });
  std::size_t words = 0;  // of the comment that ends above the line
  bool is_top = true;     // no declaration yet
  for (const auto& line : lines) {
    const bool is_said = words >= contract::words_min;
    if (line.starts_with("//")) {
      words += contract::words_in(line);
    } else if (line.empty() || contract::is_scaffold(line)) {
      if (is_top && is_said) return true;
      words = 0;
    } else if (line.starts_with("template") || line.starts_with(' ')) {
      if (is_top && is_said) return true;  // the lines of one declaration share its comment
    } else {
      const bool is_main = !has_own_class || contract::defines_class(line, name);
      if (is_said && (is_top || is_main)) return true;
      is_top = false;
      words = 0;
    }
  }
  return false;
}

}  // namespace dealbell::arch
