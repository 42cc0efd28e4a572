#include "app/office/office_change.hpp"

#include <algorithm>

namespace dealbell::app {
namespace {

wire::TokenChange change_of(const store::Token& t) {
  return {t.id, t.name, t.role, t.hash, t.created_at, t.expires_at};
}

Result<bool> stored(const Result<>& put) {
  if (!put) return put.error();
  return true;
}

Result<bool> keep(store::Ledger& ledger, const wire::OrgChange& change, Instant at) {
  return stored(ledger.set_org({change.version, at, change.document}));
}

Result<std::optional<store::Token>> token_with(const store::Ledger& ledger, const std::string& id) {
  const auto tokens = ledger.tokens();
  if (!tokens) return tokens.error();
  const auto found =
      std::find_if(tokens->begin(), tokens->end(), [&](const auto& t) { return t.id == id; });
  if (found == tokens->end()) return std::optional<store::Token>{};
  return std::optional(*found);
}

Result<bool> keep(store::Ledger& ledger, const wire::TokenChange& c, Instant) {
  const auto known = token_with(ledger, c.id);
  if (!known) return known.error();
  if (*known) return false;
  return stored(ledger.put_token({c.id, c.name, c.role, c.hash, c.created_at, c.expires_at}));
}

Result<bool> keep(store::Ledger& ledger, const wire::TokenRevoked& change, Instant at) {
  auto known = token_with(ledger, change.id);
  if (!known) return known.error();
  store::Token token = *known ? **known : store::Token{};
  if (token.role == revoked_role) return false;
  token.id = token.hash = change.id;  // an id is not the hash of any secret
  token.role = revoked_role;
  if (!*known) token.created_at = at;
  return stored(ledger.put_token(token));
}

}  // namespace

store::Record record_of(const wire::OfficeChange& change, Instant at) {
  store::Record record;
  record.source = wire::change_source;
  record.event_id = wire::id_of(change);
  record.received_at = at;
  record.body = wire::write_office_change(change);
  return record;
}

Result<bool> keep_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at) {
  return std::visit([&](const auto& what) { return keep(ledger, what, at); }, change);
}

Result<std::vector<store::Record>> changes_of(const store::Ledger& ledger, Instant now) {
  std::vector<store::Record> records;
  const auto org = ledger.org();
  if (!org) return org.error();
  if (*org) records.push_back(record_of(wire::OrgChange{(*org)->version, (*org)->document}, now));
  const auto tokens = ledger.tokens();
  if (!tokens) return tokens.error();
  for (const auto& token : *tokens) {
    if (token.role == revoked_role)
      records.push_back(record_of(wire::TokenRevoked{token.id}, now));
    else if (!token.expires_at || *token.expires_at > now)
      records.push_back(record_of(change_of(token), now));
  }
  return records;
}

Result<> put_token(store::Ledger& ledger, const store::Token& token, bool shared) {
  if (auto put = ledger.put_token(token); !put || !shared) return put;
  const auto record = record_of(change_of(token), token.created_at);
  const auto queued = ledger.enqueue({&record, 1});
  // With a full inbox the token is still valid here, so that an admin can log in and see what is
  // wrong. The next start queues it for the other nodes.
  if (!queued && queued.error().code != Errc::cannot_store) return queued.error();
  return {};
}

Result<bool> revoke_token(store::Ledger& ledger, const std::string& id, bool shared, Instant now) {
  if (!shared) return ledger.remove_token(id);
  const auto known = token_with(ledger, id);
  if (!known) return known.error();
  if (!*known || (*known)->role == revoked_role) return false;
  const wire::OfficeChange change = wire::TokenRevoked{id};
  if (const auto kept = keep_change(ledger, change, now); !kept) return kept.error();
  const auto record = record_of(change, now);
  if (const auto queued = ledger.enqueue({&record, 1}); !queued) return queued.error();
  return true;
}

}  // namespace dealbell::app
