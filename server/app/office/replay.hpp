#pragma once

#include "core/state/sales_state.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The events of the log, folded. Used at start-up and by `verify`.
// The event in a record of the log; nullopt for what nodes tell each other (wire::OfficeChange).
// Errc::corrupt names its seq.
Result<std::optional<core::Event>> event_in(const store::LoggedRecord& logged);

Result<> replay(const store::Ledger& ledger, core::SalesState& sales);

// The newest org document of the ledger; a fresh office's when there is none.
Result<core::Org> stored_org(const store::Ledger& ledger);

// The office's zone, else the machine's, else UTC.
Result<core::Calendar> calendar_for(const core::Org& org);

// The same as read from the machine: /etc/localtime or TZ; "Etc/UTC" when it does not say.
std::string machine_zone();

}  // namespace dealbell::app
