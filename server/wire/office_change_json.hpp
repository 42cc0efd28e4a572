#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::wire {

// What the nodes of a shared log tell each other besides events, as records of the same log:
// whoever has the log has the office. Their source is one that no sender can have.
inline constexpr std::string_view change_source = "dealbell:office";

// A version of the org document. Its id in the log is the version, so of two nodes that put the
// same one the log takes the first.
struct OrgChange {
  std::int64_t version = 0;
  std::string document;
};

// A token is made once and revoked once; revoked wins, in whatever order they are heard.
struct TokenChange {
  std::string id, name, role, hash;
  Instant created_at;
  std::optional<Instant> expires_at;
};
struct TokenRevoked {
  std::string id;
};

using OfficeChange = std::variant<OrgChange, TokenChange, TokenRevoked>;

std::string id_of(const OfficeChange& change);
std::string write_office_change(const OfficeChange& change);
// Errc::bad_value for what a newer program may have written.
Result<OfficeChange> read_office_change(std::string_view body);

}  // namespace dealbell::wire
