#pragma once

#include "core/calendar/calendar.hpp"
#include "core/org/org.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The newest org document of the ledger; an empty one when there is none.
Result<core::Org> stored_org(const store::Ledger& ledger);

// The calendar in the document's time zone; without one in the machine's (TZ, /etc/localtime), else
// in UTC.
Result<core::Calendar> calendar_for(const core::Org& org);

}  // namespace dealbell::app
