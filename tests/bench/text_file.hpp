#pragma once

#include <fstream>
#include <string>

namespace dealbell::bench {

// Empty if the file does not exist.
inline std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace dealbell::bench
