#pragma once

#include <string>
#include <vector>

#include "store/ledger.hpp"
#include "wire/office_change_json.hpp"

// Changes of the org document and of tokens, which the nodes of a shared log pass on to each other
// as records of the log. All functions block on the disk.
namespace dealbell::app {

// A revoked token stays in the table with this role, so that an older record cannot bring it back.
inline constexpr std::string_view revoked_role = "revoked";

store::Record record_of(const wire::OfficeChange& change, Instant at);

// Stores a change that came with the log. Returns whether it was new. Errc::too_many: 10,000
// tokens.
Result<bool> keep_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at);

// The document and the tokens of this ledger as changes, for a log that may not have them.
Result<std::vector<store::Record>> changes_of(const store::Ledger& ledger, Instant now);

// Takes effect here at once. With a `shared` log it is queued for the other nodes, too.
Result<> put_token(store::Ledger& ledger, const store::Token& token, bool shared);
// False when there is no such token.
Result<bool> revoke_token(store::Ledger& ledger, const std::string& id, bool shared, Instant now);

}  // namespace dealbell::app
