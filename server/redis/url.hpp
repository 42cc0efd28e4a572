#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dealbell::redis {

struct Endpoint {
  std::string host;  // a name or an address; IPv6 without brackets
  std::uint16_t port = 0;

  bool operator==(const Endpoint&) const = default;
};
std::string to_string(const Endpoint& endpoint);  // HOST:PORT

struct Tls {
  bool verify = true;   // that the certificate is trusted and issued for the host we connect to
  std::string ca_file;  // trusted certificates, PEM; empty: those of the system
};

struct Login {
  std::string user;  // empty: the default user
  std::string password;
};

// Where Redis is and how to log in.
struct Url {
  std::vector<Endpoint> hosts;  // the server; with sentinel:// the sentinels, at most 16
  std::string master;           // the sentinels' name for the server; empty: no sentinels
  Login login;
  Login sentinel_login;  // for the sentinels, which have their own users
  std::optional<Tls> tls;
  int database = 0;
};

//   redis://[[USER][:PASSWORD]@]HOST[:PORT][/DATABASE]           port 6379, database 0
//   rediss://…[?ca=FILE][&verify=no]                             the same over TLS
//   sentinel://[[USER][:PASSWORD]@]HOST[:PORT],…/MASTER[/DATABASE]
//                                                                port 26379, see below
//     [?tls=yes][&ca=FILE][&verify=no][&sentinel_user=USER][&sentinel_password=PASSWORD]
// Everything between the delimiters may be percent-encoded (RFC 3986). The password of a USER
// without one must come from elsewhere, which is up to the caller; without a password there is no
// login. USER and PASSWORD are for the server; tls applies to the server and its sentinels.
// Errc::usage; the message never contains the password.
Result<Url> parse_url(std::string_view text);

// For people and logs: without users and passwords.
std::string redacted(const Url& url);

}  // namespace dealbell::redis
