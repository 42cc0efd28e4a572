#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// How an export writes ids other than the webhooks do:
//   "salesforce"  reports give 15 characters, in which case matters; messages give 18
//   "zoho"        "zcrm_" in front
//   "guid"        braces and capitals (Dynamics)
bool is_id_format(std::string_view format);

// The id as the webhooks carry it. Errc::bad_value for what a spreadsheet has made of a long number
// ("3.325E+11"): its digits are lost.
Result<std::string> plain_id(std::string id, std::string_view format);

}  // namespace dealbell::intake
