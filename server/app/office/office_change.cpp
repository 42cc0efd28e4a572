#include "app/office/office_change.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace dealbell::app {
namespace {

Result<bool> stored(const Result<>& put) {
  if (!put) return put.error();
  return true;
}

Result<bool> is_revoked_token(const store::Ledger& ledger, const std::string& id) {
  const auto known = ledger.token(id);
  if (!known) return known.error();
  return *known && (*known)->role == revoked_role;
}

Result<bool> keep(store::Ledger& ledger, const wire::OrgChange& change, Instant at) {
  return stored(ledger.set_org({change.version, at, change.document}));
}

// A device that was used on two nodes may be renewed by both, and revoked by a third.
Result<bool> keep(store::Ledger& ledger, const wire::DeviceChange& c, Instant at) {
  const auto known = ledger.device(c.id);
  if (!known) return known.error();
  if (*known && ((*known)->revoked || (*known)->expires_at >= c.expires_at)) return false;
  const auto revoked = *known ? Result<bool>(false) : is_revoked_token(ledger, c.id);
  if (!revoked) return revoked.error();
  if (*revoked) return false;
  return stored(ledger.put_device(device_of(c), at));
}

Result<bool> keep(store::Ledger& ledger, const wire::TokenChange& c, Instant at) {
  if (const auto session = session_in(c)) return keep(ledger, *session, at);
  const auto known = ledger.token(c.id);
  if (!known) return known.error();
  if (*known) return false;
  return stored(ledger.put_token({c.id, c.name, c.role, c.hash, c.created_at, c.expires_at}));
}

Result<bool> keep(store::Ledger& ledger, const wire::Revoked& change, Instant at) {
  auto device = ledger.device(change.id);
  if (!device) return device.error();
  if (*device) {
    if ((*device)->revoked) return false;
    (*device)->revoked = true;
    (*device)->hash = change.id;  // an id is not the hash of any secret
    return stored(ledger.put_device(**device, at));
  }
  auto known = ledger.token(change.id);
  if (!known) return known.error();
  store::Token token = *known ? **known : store::Token{};
  if (token.role == revoked_role) return false;
  token.id = token.hash = change.id;
  token.role = revoked_role;
  if (!*known) token.created_at = at;
  if (auto removed = ledger.remove_devices_of(change.id); !removed) return removed.error();
  return stored(ledger.put_token(token));
}

// Without other nodes nothing can bring it back.
Result<> forget(store::Ledger& ledger, const std::string& id) {
  if (auto removed = ledger.remove_devices_of(id); !removed) return removed;
  const auto device = ledger.remove_device(id);
  if (!device) return device.error();
  const auto token = ledger.remove_token(id);
  return token ? Result<>{} : token.error();
}

Result<> enqueue(store::Ledger& ledger, const wire::OfficeChange& change, Instant at) {
  const auto record = record_of(change, at);
  const auto queued = ledger.enqueue({&record, 1});
  return queued ? Result<>{} : queued.error();
}

}  // namespace

store::Device device_of(const wire::DeviceChange& c) {
  return {c.id, c.token, c.role, c.hash, c.agent, c.from, c.created_at, c.expires_at, false};
}

wire::DeviceChange change_of(const store::Device& d) {
  return {d.id, d.token, d.role, d.hash, d.agent, d.from, d.created_at, d.expires_at};
}

wire::TokenChange change_of(const store::Token& t, wire::Author author) {
  return {t.id, t.name, t.role, t.hash, t.created_at, t.expires_at, std::move(author)};
}

std::optional<wire::DeviceChange> session_in(const wire::TokenChange& c) {
  if (c.name != session_name || !c.expires_at) return std::nullopt;
  return wire::DeviceChange{c.id, "", c.role, c.hash, "", "", c.created_at, *c.expires_at};
}

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

Result<std::vector<store::Record>> changes_of(const store::Ledger& ledger, Instant now,
                                              bool with_devices) {
  std::vector<store::Record> records;
  const auto org = ledger.org();
  if (!org) return org.error();
  if (*org) records.push_back(record_of(wire::OrgChange{(*org)->version, (*org)->document}, now));
  const auto tokens = ledger.tokens();
  if (!tokens) return tokens.error();
  for (const auto& token : *tokens) {
    if (token.role == revoked_role)
      records.push_back(record_of(wire::Revoked{token.id, {}}, now));
    else if (!token.expires_at || *token.expires_at > now)
      records.push_back(record_of(change_of(token), now));
  }
  if (!with_devices) return records;
  const auto devices = ledger.devices();
  if (!devices) return devices.error();
  for (const auto& device : *devices) {
    if (device.revoked)
      records.push_back(record_of(wire::Revoked{device.id, {}}, now));
    else if (device.expires_at > now)
      records.push_back(record_of(change_of(device), now));
  }
  return records;
}

Result<> commit_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at,
                       const Sharing& sharing) {
  const auto* revoked = std::get_if<wire::Revoked>(&change);
  if (revoked && !sharing.log) return forget(ledger, revoked->id);
  if (const auto kept = keep_change(ledger, change, at); !kept) return kept.error();
  const bool shared =
      std::holds_alternative<wire::DeviceChange>(change) ? sharing.devices : sharing.log;
  if (!shared) return {};
  const auto queued = enqueue(ledger, change, at);
  // With a full inbox the change is still valid here, so that an admin can log in and see what is
  // wrong. The next start queues it for the other nodes.
  if (!queued && queued.error().code == Errc::cannot_store) {
    log_warning(wire::id_of(change) +
                " is not shared with other nodes before the next start: " + queued.error().message);
    return {};
  }
  return queued;
}

}  // namespace dealbell::app
