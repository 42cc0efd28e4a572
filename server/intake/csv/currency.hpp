#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell::intake {

// The currency that a cell names: a code ("usd"), a name ("US Dollar"), a symbol that only one
// currency has ("€", "CA$"), or an amount beside one of them ("1.234,50 €"). nullopt for "$", "kr"
// and "¥", which several currencies use.
std::optional<std::string> written_currency(std::string_view text);

}  // namespace dealbell::intake
