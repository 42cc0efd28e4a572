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
  bool verify = true;   // that the certificate is trusted and made out to the host we asked for
  std::string ca_file;  // who is trusted, PEM; empty: whom the system trusts
};

struct Login {
  std::string user;  // empty: the default user
  std::string password;
};

// Where Redis is and how to get in.
struct Url {
  std::vector<Endpoint> hosts;  // the server; of sentinel:// the sentinels, at most 16
  std::string master;           // what the sentinels call the server; empty: no sentinels
  Login login;
  Login sentinel_login;  // of the sentinels, which know other users than the server
  std::optional<Tls> tls;
  int database = 0;
};

//   redis://[[USER][:PASSWORD]@]HOST[:PORT][/DATABASE]           port 6379, database 0
//   rediss://…[?ca=FILE][&verify=no]                             the same over TLS
//   sentinel://[[USER][:PASSWORD]@]HOST[:PORT],…/MASTER[/DATABASE]
//                                                                port 26379, see below
//     [?tls=yes][&ca=FILE][&verify=no][&sentinel_user=USER][&sentinel_password=PASSWORD]
// Everything between the delimiters may be percent-encoded (RFC 3986). A USER without a PASSWORD
// has it from somewhere else, which is up to the caller: without one nobody is logged in.
// USER and PASSWORD are the server's; tls holds for the server and its sentinels alike.
// Errc::usage; the message never has the password.
Result<Url> parse_url(std::string_view text);

// For people and logs: without users and passwords.
std::string redacted(const Url& url);

}  // namespace dealbell::redis
