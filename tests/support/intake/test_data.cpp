#include "support/intake/test_data.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace dealbell::test {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> data_folders(const std::string& ours, const std::string& shared) {
  const fs::path source(DEALBELL_SOURCE_DIR);
  const char* named = std::getenv("DEALBELL_SHARED");
  const auto more = (named ? fs::path(named) : source / "../shared") / shared;
  std::vector<fs::path> folders{source / "tests/intake/fixtures" / ours};
  if (fs::exists(more))
    folders.push_back(more);
  else
    std::cout << "[   NOTE   ] no " << shared << " in DEALBELL_SHARED or ../shared: only our own "
              << "fixtures are tested\n";
  return folders;
}

}  // namespace dealbell::test
