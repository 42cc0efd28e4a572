#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

class Database;

// Before DIR/ledger.db of an older format is migrated: copies it to DIR/ledger.format-N.db, through
// the given connection, so that what is still in its WAL is in the copy. The copy has this name
// only when it is complete and on disk. Copies of the newest two formats are kept, older ones are
// deleted. Says in the program's log what it does. Blocks, about a second for each 500 MB.
//
// Errc::cannot_store: there is no room for the copy and for the migration after it. After any
// failure the ledger is unchanged.
Result<> copy_before_migration(Database& database, const std::string& dir, std::int64_t version,
                               std::int64_t newest_version, const Options& options);

}  // namespace dealbell::store
