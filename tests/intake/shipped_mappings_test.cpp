#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "intake/mapping.hpp"

namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> mapping_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(DEALBELL_SOURCE_DIR "/config/sources"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

MappingReading read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return Mapping::read(text.str());
}

TEST(ShippedMappings, HaveNoMistakesAndDoAsTheirSamplesSay) {
  const auto files = mapping_files();
  ASSERT_FALSE(files.empty());

  for (const auto& path : files) {
    const auto reading = read(path);
    for (const auto& mistake : reading.errors)
      ADD_FAILURE() << path.filename() << ": " << mistake.pointer << ": " << mistake.message;
    if (!reading.mapping) continue;
    for (const auto& wrong : reading.mapping->run_samples())
      ADD_FAILURE() << path.filename() << ": " << wrong.pointer << ": " << wrong.message;
  }
}

TEST(ShippedMappings, AreNamedAsTheirFilesAndHaveSamplesNotesAndSchemes) {
  for (const auto& path : mapping_files()) {
    const auto mapping = read(path).mapping;
    if (!mapping) continue;
    EXPECT_EQ(mapping->name(), path.stem());
    EXPECT_GE(mapping->sample_count(), 2u) << path;
    EXPECT_FALSE(mapping->notes().empty()) << path;
    EXPECT_FALSE(mapping->schemes().empty()) << path;
  }
}

}  // namespace
}  // namespace dealbell::intake
