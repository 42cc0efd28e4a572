#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dealbell::test {

// "" if the file does not exist.
std::string file_text(const std::filesystem::path& path);

// Folders with test data in the same layout: tests/intake/fixtures/`ours`, and `shared` within the
// folder named by DEALBELL_SHARED (default: ../shared), which has data that is too large or not
// ours to keep here. If there is no such folder, prints so.
std::vector<std::filesystem::path> data_folders(const std::string& ours, const std::string& shared);

}  // namespace dealbell::test
