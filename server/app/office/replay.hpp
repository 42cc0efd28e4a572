#pragma once

#include <optional>

#include "core/state/sales_state.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// Applies every event of the log that `sales` does not have yet. Blocks; reads on this thread and
// applies on another.
Result<> replay(const store::Ledger& ledger, core::SalesState& sales);

// The event in a record of the log; nullopt for a record that is a wire::OfficeChange.
// Errc::corrupt names its seq.
Result<std::optional<core::Event>> event_in(const store::LoggedRecord& logged);

}  // namespace dealbell::app
