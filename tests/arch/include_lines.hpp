#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arch/sources.hpp"

namespace dealbell::arch {

// What `line` includes, with its delimiters: `"core/facts/deal.hpp"` or `<vector>`. For
// `#include MACRO` it is `MACRO`. nullopt for other lines.
inline std::optional<std::string> included(std::string line) {
  std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  if (!line.starts_with("#include")) return std::nullopt;
  line.erase(0, 8);
  const auto end = line.find(line.starts_with('<') ? '>' : '"', 1);
  return line.substr(0, end == std::string::npos ? end : end + 1);
}

struct IncludeLine {
  int number = 0;       // from 1
  std::string include;  // as included() returns it
};

inline std::vector<IncludeLine> includes_in(const std::string& text) {
  std::vector<IncludeLine> all;
  int number = 0;
  for (const auto& line : lines_of(text)) {
    ++number;
    if (auto include = included(line)) all.push_back({number, std::move(*include)});
  }
  return all;
}

// `server/redis/url.hpp:7 includes "store/ledger.hpp": redis may not include store`
inline std::string include_message(const Source& source, const IncludeLine& line,
                                   const std::string& objection) {
  return source.path + ":" + std::to_string(line.number) + " includes " + line.include + ": " +
         objection;
}

}  // namespace dealbell::arch
