#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::ops {

// Where a secret is found: it never stands in the settings themselves.
struct SecretPlace {
  std::string env, file;         // exactly one
  std::optional<Instant> until;  // an old key, accepted until its senders have the new one
};

// One proof a delivery must bring. What the schemes are is known to intake.
struct AuthConfig {
  std::string scheme;
  std::string name;                  // of a header, a query key, a token in the body
  std::string public_url;            // empty: the server's
  std::vector<SecretPlace> secrets;  // 1 to 8
};

// A sender of webhooks, at POST /hooks/ID.
struct SourceConfig {
  std::string id;       // [a-z][a-z0-9-]{0,39}; events carry it
  std::string title;    // empty: the mapping's
  std::string mapping;  // the name of one that ships, or a file: has a '/' or ends in .json
  std::vector<AuthConfig> auth;  // all must pass
  std::map<std::string, std::map<std::string, std::string>> tables;
};

// Reads "sources" of the settings; each mistake with its pointer. At most 100.
struct SourcesReading {
  std::vector<SourceConfig> sources;
  std::vector<Error> errors;
};
SourcesReading read_sources(std::string_view json);

// The text of the secret, without the newline editors leave; Errc::usage names the place.
Result<std::string> fetch_secret(const SecretPlace& place);

}  // namespace dealbell::ops
