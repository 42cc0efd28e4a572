#pragma once

#include <string>
#include <vector>

#include "app/commands/csv_import.hpp"

namespace dealbell::app {

// The file that takes the rows which cannot be imported. Opened before anything is taken, so that
// no reason is lost to a folder that cannot be written.
class RejectsFile {
 public:
  // What already lies at `path` stays as it is until write(). Errc::io names path and reason.
  static Result<RejectsFile> open(std::string path);
  RejectsFile(RejectsFile&&) noexcept;
  RejectsFile& operator=(RejectsFile&&) = delete;
  ~RejectsFile();  // takes a file away again that was made for nothing

  // The refused rows as CSV to correct and import again, the reason in a last column.
  Result<> write(const CsvFile& file, const std::vector<RefusedRow>& refused);
  const std::string& path() const { return path_; }

 private:
  RejectsFile(std::string path, bool made) : path_(std::move(path)), made_(made) {}
  std::string path_;
  bool made_;  // by us, and nothing is in it yet
};

}  // namespace dealbell::app
