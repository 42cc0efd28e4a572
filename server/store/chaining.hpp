#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/event_log.hpp"

namespace dealbell::store {

// Ledger::chain_all for one log: gives a chain to every record that has none, in order.
Result<> chain_all(Database& database, EventLog& log,
                   const std::function<std::string(std::string_view, const Record&)>& next);

}  // namespace dealbell::store
