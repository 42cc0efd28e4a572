#pragma once

#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/org/org.hpp"
#include "store/ledger.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {

// The newest org document of the ledger; an empty one when there is none.
Result<core::Org> stored_org(const store::Ledger& ledger);

// The rules for the document that replaces it: an office whose stored document breaks rules that
// were added since may go on changing it without mending everything at once.
Result<wire::OrgRules> rules_for_next_org(const store::Ledger& ledger);

// What the newest document breaks of the current rules; empty when nothing.
Result<std::vector<Error>> broken_rules(const store::Ledger& ledger);

// The calendar in the document's time zone; without one in the machine's (TZ, /etc/localtime), else
// in UTC.
Result<core::Calendar> calendar_for(const core::Org& org);

}  // namespace dealbell::app
