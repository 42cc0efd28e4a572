#pragma once

#include <fstream>
#include <string>

namespace dealbell::bench {

// Empty when there is no such file.
inline std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace dealbell::bench
