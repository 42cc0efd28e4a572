#pragma once

#include <string>

#include "base/result.hpp"

namespace dealbell::store {

class Database;

// Makes a fresh connection to deliveries.db ours, as prepare_schema does for the ledger.
Result<> prepare_delivery_schema(Database& database);

// Moves the file out of the way, with what belongs to it, in place of an earlier one: a second copy
// of a large file is worth less than the room it takes.
Result<> set_delivery_log_aside(const std::string& path);

}  // namespace dealbell::store
