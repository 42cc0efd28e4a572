#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::arch {

// One of our own source files, by its path below the checkout.
struct Source {
  std::string path;
  std::string text;
};

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

inline bool ends_with_any(std::string_view path, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return path.ends_with(ending); });
}

// All files below `folder` of the checkout with one of these endings, by path.
inline std::vector<Source> sources_in(const std::string& folder,
                                      std::initializer_list<const char*> endings) {
  namespace fs = std::filesystem;
  const fs::path root = DEALBELL_SOURCE_DIR;
  std::vector<Source> all;
  for (auto it = fs::recursive_directory_iterator(root / folder);
       it != fs::recursive_directory_iterator(); ++it) {
    if (it->is_directory() && it->path().filename() == "node_modules")
      it.disable_recursion_pending();
    const auto path = fs::relative(it->path(), root).generic_string();
    if (!it->is_regular_file() || !ends_with_any(path, endings)) continue;
    std::ifstream file(it->path(), std::ios::binary);
    all.push_back({path, std::string(std::istreambuf_iterator<char>(file), {})});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return all;
}

}  // namespace dealbell::arch
