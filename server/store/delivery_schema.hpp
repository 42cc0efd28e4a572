#pragma once

#include <string>

#include "base/result.hpp"

namespace dealbell::store {

class Database;

// Prepares a new connection to deliveries.db, as prepare_schema does for the ledger.
Result<> prepare_delivery_schema(Database& database);

// Renames the file and its WAL to PATH.aside, replacing an earlier one: a second old copy of a
// large file is not worth its disk space.
Result<> set_delivery_log_aside(const std::string& path);

}  // namespace dealbell::store
