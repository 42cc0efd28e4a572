#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/ledger.hpp"
#include "wire/office_change_json.hpp"

// Changes of the org document, of tokens and of devices, which the nodes of a shared log pass on to
// each other as records of the log. All functions block on the disk.
namespace dealbell::app {

// A revoked token stays in the table with this role, so that an older record cannot bring it back.
inline constexpr std::string_view revoked_role = "revoked";

// Up to 0.1 a login made a token of this name with an end, which no other token had. No new token
// may have the name.
inline constexpr std::string_view session_name = "browser session";

// The device that such a token is; nullopt for any other token.
std::optional<wire::DeviceChange> session_in(const wire::TokenChange& change);

store::Device device_of(const wire::DeviceChange& change);
wire::DeviceChange change_of(const store::Device& device);
wire::TokenChange change_of(const store::Token& token, wire::Author author = {});
store::Record record_of(const wire::OfficeChange& change, Instant at);

// Stores a change that came with the log. Returns whether it was new. Errc::too_many: 10,000
// tokens.
Result<bool> keep_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at);

// The document, the tokens and the devices of this ledger as changes, for a log that may not have
// them.
Result<std::vector<store::Record>> changes_of(const store::Ledger& ledger, Instant now,
                                              bool with_devices);

// What other nodes get. Devices only while all of them understand such a record.
struct Sharing {
  bool log = false;
  bool devices = false;
};
// Stores a change that was made here, and queues it for the other nodes. Only tokens, devices and
// revocations: documents get their versions by the log.
Result<> commit_change(store::Ledger& ledger, const wire::OfficeChange& change, Instant at,
                       const Sharing& sharing);

}  // namespace dealbell::app
