#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// Formats in which an export's ids differ from those of the same vendor's webhooks:
//   "salesforce"  reports have 15 case-sensitive characters; messages have 18
//   "zoho"        "zcrm_" before the id
//   "guid"        braces and capital letters (Dynamics)
bool is_id_format(std::string_view format);

// The id as the vendor's webhooks send it. Errc::bad_value for a long number that a spreadsheet has
// rounded ("3.325E+11"): its digits are lost.
Result<std::string> webhook_id(std::string id, std::string_view format);

}  // namespace dealbell::intake
