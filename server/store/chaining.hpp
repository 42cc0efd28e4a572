#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/event_log.hpp"

namespace dealbell::store {

// Implements Ledger::chain_all.
Result<> chain_all(Database& database, EventLog& log,
                   const std::function<std::string(std::string_view, const Record&)>& next);

}  // namespace dealbell::store
