#pragma once

#include <optional>
#include <string>

namespace dealbell::arch {

// What `line` includes, with its delimiters: `"core/facts/deal.hpp"` or `<vector>`; nothing for
// other lines.
inline std::optional<std::string> included(std::string line) {
  std::erase(line, ' ');
  if (!line.starts_with("#include")) return std::nullopt;
  line.erase(0, 8);
  const auto end = line.find(line.starts_with('<') ? '>' : '"', 1);
  return line.substr(0, end == std::string::npos ? end : end + 1);
}

}  // namespace dealbell::arch
