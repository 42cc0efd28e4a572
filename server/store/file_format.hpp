#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::store {

class Database;

// Identifies our SQLite files by two fields of their header: PRAGMA application_id, user_version.
struct FileFormat {
  std::string_view file;  // for messages
  std::int64_t application_id;
  std::int64_t newest_version;
};

// The version of the file's format; 0 when it is empty and needs its tables. Errc::conflict for a
// file of another program or of a newer version of ours. Writes nothing.
Result<std::int64_t> version_of(Database& database, const FileFormat& format);

Result<> use_wal(Database& database);

}  // namespace dealbell::store
