#include "store/file_format.hpp"

#include <string>

#include "store/database.hpp"

namespace dealbell::store {
namespace {

Result<std::int64_t> number(Database& database, const char* sql) {
  std::int64_t value = 0;
  const auto take = [&](const Row& row) {
    value = row.integer(0);
    return false;
  };
  Statement statement{database, sql};
  if (auto read = statement.query(take); !read) return read.error();
  return value;
}

}  // namespace

Result<std::int64_t> version_of(Database& database, const FileFormat& format) {
  const auto tables = number(database, "SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  if (*tables == 0) return std::int64_t{0};
  const auto owner = number(database, "PRAGMA application_id");
  if (!owner) return owner.error();
  const std::string file(format.file);
  if (*owner != format.application_id)
    return error(Errc::conflict, file + " is a database of another program");
  const auto version = number(database, "PRAGMA user_version");
  if (!version) return version.error();
  if (*version < 1 || *version > format.newest_version)
    return error(Errc::conflict, file + " has format " + std::to_string(*version) +
                                     "; this program reads format " +
                                     std::to_string(format.newest_version));
  return *version;
}

Result<> use_wal(Database& database) {
  std::string mode;
  const auto take = [&](const Row& row) {
    mode = row.bytes(0);
    return true;
  };
  Statement statement{database, "PRAGMA journal_mode = WAL"};
  if (auto set = statement.query(take); !set) return set;
  if (mode != "wal") return error(Errc::io, "this file system does not support a SQLite WAL");
  return {};
}

}  // namespace dealbell::store
