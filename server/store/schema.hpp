#pragma once

#include <string>

#include "base/result.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

class Database;

// Prepares a new connection: refuses a file of another program or of a newer version without
// touching it, sets the journal and sync modes, creates the tables in an empty file, copies and
// then upgrades a file of an older version (the older program then refuses it), and syncs what an
// earlier process wrote but did not sync. `dir` is the file's directory.
Result<> prepare_schema(Database& database, const std::string& dir, const Options& options);

}  // namespace dealbell::store
