#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::ops {

class Setting;

// Where a secret is found. The settings never contain a secret itself.
struct SecretPlace {
  std::string env, file;         // exactly one of them is set
  std::optional<Instant> until;  // accepted until then, while senders change to a new secret
};

// One way to authenticate a delivery. The schemes are defined in intake/signature.
struct AuthConfig {
  std::string scheme;
  std::string name;                  // of a header, query parameter or body field
  std::string public_url;            // empty: the server's
  std::vector<SecretPlace> secrets;  // 1 to 8
};

// A sender of webhooks, at POST /hooks/ID.
struct SourceConfig {
  std::string id;       // [a-z][a-z0-9-]{0,39}; its events carry it
  std::string title;    // empty: the mapping's
  std::string mapping;  // the name of a shipped mapping, or a file: has a '/' or ends in .json
  std::vector<AuthConfig> auth;  // all must pass
  std::map<std::string, std::map<std::string, std::string>> tables;
};

// Reads the setting "sources": at most 100. Mistakes are added to the setting's list of errors.
std::vector<SourceConfig> read_sources(const Setting& setting);

// The secret, 1 to 4096 bytes, without newlines at its end. Errc::usage, with the place, if it
// cannot be read.
Result<std::string> fetch_secret(const SecretPlace& place);

}  // namespace dealbell::ops
