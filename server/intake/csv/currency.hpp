#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell::intake {

// The one currency that a cell names: a code ("usd"), a name ("US Dollar"), a sign that only one
// currency has ("€", "CA$"), or an amount with one of them ("1.234,50 €"). "$", "kr" and "¥" are
// several currencies and therefore none.
std::optional<std::string> written_currency(std::string_view text);

}  // namespace dealbell::intake
