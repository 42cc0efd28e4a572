#pragma once

#include <string>
#include <vector>

#include "app/commands/csv_import.hpp"

namespace dealbell::app {

// The file for rows that cannot be imported. Opened before the import begins, so that a folder that
// cannot be written to is noticed in time.
class RejectsFile {
 public:
  // A file that is already at `path` is kept until write(). Errc::io with path and reason.
  static Result<RejectsFile> open(std::string path);
  RejectsFile(RejectsFile&&) noexcept;
  RejectsFile& operator=(RejectsFile&&) = delete;
  ~RejectsFile();  // removes the file if open() created it and nothing was written

  // The rejected rows as CSV, to be corrected and imported again; the last column is the reason.
  Result<> write(const CsvFile& file, const std::vector<RejectedRow>& rejected);
  const std::string& path() const { return path_; }

 private:
  RejectsFile(std::string path, bool created) : path_(std::move(path)), created_(created) {}
  std::string path_;
  bool created_;  // by us, and still empty
};

}  // namespace dealbell::app
