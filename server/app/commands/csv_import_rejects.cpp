#include "app/commands/csv_import_rejects.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <utility>

#include "intake/csv/reader.hpp"

namespace dealbell::app {
namespace {

Error cannot_write(const std::string& path) {
  return error(Errc::io, path + ": cannot be written: " + std::generic_category().message(errno));
}

}  // namespace

Result<RejectsFile> RejectsFile::open(std::string path) {
  std::error_code ignored;
  const bool existed = std::filesystem::exists(path, ignored);
  if (!std::ofstream(path, std::ios::binary | std::ios::app)) return cannot_write(path);
  return RejectsFile(std::move(path), !existed);
}

RejectsFile::RejectsFile(RejectsFile&& from) noexcept
    : path_(std::move(from.path_)), created_(std::exchange(from.created_, false)) {}

RejectsFile::~RejectsFile() {
  std::error_code ignored;
  if (created_) std::filesystem::remove(path_, ignored);
}

Result<> RejectsFile::write(const CsvFile& file, const std::vector<RejectedRow>& rejected) {
  std::ofstream out(path_, std::ios::binary);
  auto header = file.header;
  header.push_back("dealbell_reason");
  out << intake::write_csv_row(header, file.delimiter) << "\n";
  for (const auto& row : rejected) {
    auto fields = row.fields;
    fields.resize(std::max(fields.size(), file.header.size()));
    fields.push_back(row.reason);
    out << intake::write_csv_row(fields, file.delimiter) << "\n";
  }
  if (!out.flush()) return cannot_write(path_);
  created_ = false;
  return {};
}

}  // namespace dealbell::app
