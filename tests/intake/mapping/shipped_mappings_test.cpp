#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "intake/mapping/mapping.hpp"

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

std::string file_text(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

MappingReadResult read(const fs::path& path) { return Mapping::read(file_text(path)); }

TEST(ShippedMappings, HaveNoErrorsAndPassTheirSamples) {
  const auto files = mapping_files();
  ASSERT_FALSE(files.empty());

  for (const auto& path : files) {
    const auto result = read(path);
    for (const auto& error : result.errors)
      ADD_FAILURE() << path.filename() << ": " << error.pointer << ": " << error.message;
    if (!result.mapping) continue;
    for (const auto& wrong : result.mapping->run_samples())
      ADD_FAILURE() << path.filename() << ": " << wrong.pointer << ": " << wrong.message;
  }
}

TEST(ShippedMappings, HaveTheNamesOfTheirFilesAndSamplesNotesAndSchemes) {
  for (const auto& path : mapping_files()) {
    const auto mapping = read(path).mapping;
    if (!mapping) continue;
    EXPECT_EQ(mapping->name(), path.stem());
    EXPECT_GE(mapping->sample_count(), 2u) << path;
    EXPECT_FALSE(mapping->notes().empty()) << path;
    EXPECT_FALSE(mapping->schemes().empty()) << path;
  }
}

TEST(ShippedMappings, TheExampleInTheReadmeWorks) {
  const auto readme = file_text(DEALBELL_SOURCE_DIR "/config/sources/README.md");
  const auto begin = readme.find("{\n  \"name\": \"offers\"");
  ASSERT_NE(begin, std::string::npos);
  const auto example = readme.substr(begin, readme.find("```", begin) - begin);

  const auto result = Mapping::read(example);
  ASSERT_TRUE(result.mapping);
  EXPECT_EQ(result.mapping->sample_count(), 1u);
  EXPECT_TRUE(result.mapping->run_samples().empty());

  // The README also quotes the error for a missing scale.
  auto wrong = example;
  const std::string scale = ", \"scale\": 0.01";
  wrong.erase(wrong.find(scale), scale.size());
  const auto errors = Mapping::read(wrong).mapping.value().run_samples();
  EXPECT_EQ(errors.at(0).pointer + ": " + errors.at(0).message,
            "/samples/0/expect/0/deal/amount: sample \"signed\": expected \"1250.50\", got "
            "\"125050.00\"");
}

}  // namespace
}  // namespace dealbell::intake
