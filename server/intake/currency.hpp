#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell::intake {

// The currency that a cell names: a code ("usd"), a name ("US Dollar"), a symbol that only one
// currency has ("€", "CA$"), or an amount beside one of them ("1.234,50 €"). nullopt for "$", "kr"
// and "¥", which several currencies use.
std::optional<std::string> written_currency(std::string_view text);

// "$", "kr" or "¥" if that is all a cell says about its currency; empty otherwise.
std::string_view shared_sign(std::string_view text);

// False if the cell names another currency than `code`, or has a sign that `code` does not have.
bool may_be_in(std::string_view text, std::string_view code);

// What a header says about the currency of its amounts: "USD" for "Amount (USD)" or "Amount in
// USD", "€" for "Betrag [€]"; empty if it says nothing.
std::string_view header_currency(std::string_view header);
std::string_view without_currency(std::string_view header);

}  // namespace dealbell::intake
