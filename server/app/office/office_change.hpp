#pragma once

#include <string>
#include <vector>

#include "store/ledger.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {

// The token stays in the table with this role, so that it cannot come back.
inline constexpr std::string_view revoked_role = "revoked";

store::Record record_of(const wire::OfficeChange& change, Instant at);

// Puts down what the log says; whether it was news. Errc::too_many: 10,000 tokens.
Result<bool> keep_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at);

// The document and the tokens of this ledger, for a log that may not have them.
Result<std::vector<store::Record>> changes_of(const store::Ledger& ledger, Instant now);

// Here at once and, when the log is `shared`, at the other nodes when it has come to them.
// Blocking.
Result<> put_token(store::Ledger& ledger, const store::Token& token, bool shared);
// False when there is no such token.
Result<bool> revoke_token(store::Ledger& ledger, const std::string& id, bool shared, Instant now);

}  // namespace dealbell::app
