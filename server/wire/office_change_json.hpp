#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::wire {

// What the nodes of a shared log exchange besides events, as records of the same log, so that a
// node with the log has the whole office. No sender can have this source.
inline constexpr std::string_view change_source = "dealbell:office";

// A version of the org document. The version number is its id in the log, so if two nodes put the
// same version the log takes the first.
struct OrgChange {
  std::int64_t version = 0;
  std::string document;
};

// Who changed something, and from where: the id of a token and an address. Empty: the program.
struct Author {
  std::string by, from;
};

// A token is made once and revoked once; a revoked token stays revoked, in whatever order the
// records arrive.
struct TokenChange {
  std::string id, name, role, hash;
  Instant created_at;
  std::optional<Instant> expires_at;
  Author author{};
};

// A device that logged in, or that was renewed by being used: the latest `expires_at` holds. The
// fields are those of store::Device. Since format_with_devices.
struct DeviceChange {
  std::string id, token, role, hash, agent, from;
  Instant created_at, expires_at;
};

// A token or a device, by its id. Everything that it opened ends.
struct Revoked {
  std::string id;
  Author author{};
};

using OfficeChange = std::variant<OrgChange, TokenChange, DeviceChange, Revoked>;

std::string id_of(const OfficeChange& change);
std::string write_office_change(const OfficeChange& change);
// Errc::bad_value for anything else, such as a kind of change that only a newer program knows.
Result<OfficeChange> read_office_change(std::string_view body);

}  // namespace dealbell::wire
