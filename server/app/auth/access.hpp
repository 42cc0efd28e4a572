#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "net/http/http.hpp"
#include "store/ledger.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {

// Decides which requests are allowed, by bearer token or by the session cookie made from one.
// Secrets are random and only their hashes are kept. Thread-safe: called by every shard.
class Access {
 public:
  enum class Role { viewer, admin };

  // `open_reading`: requests without a token may read (the demo on loopback).
  Access(const std::vector<store::Token>& tokens, bool open_reading);

  // Whether the request is allowed: Errc::unauthorized, Errc::forbidden. With a cookie, methods
  // that change something need our own Origin, because browsers attach cookies to requests of
  // other sites, too.
  Result<> check(const net::Request& request) const;

  // Additional check of the live socket and the event stream: pages of another origin may not open
  // one, whether they have a cookie or not.
  Result<> check_live(const net::Request& request) const;

  // Creates a token that is valid at once. Only the caller gets its secret.
  struct Issued {
    store::Token token;
    std::string secret;
  };
  Issued issue(std::string name, std::string_view role, Instant now,
               std::optional<Instant> expires);
  // Adds or removes a token that this node or another issued or revoked. Other changes are ignored.
  void apply(const wire::OfficeChange& change);

  // A one-time code for the login page, valid for ten minutes.
  std::string new_login_code(Instant now);
  // True the first time for a valid code.
  bool redeem_code(std::string_view code, Instant now);
  // nullopt for a secret of no valid token.
  std::optional<Role> role_of(std::string_view secret, Instant now) const;

 private:
  struct Caller {
    std::optional<Role> role;
    bool by_cookie = false;
  };
  Caller caller_of(const net::Request& request) const;

  mutable std::mutex mutex_;
  std::map<std::string, store::Token, std::less<>> by_hash_;
  std::map<std::string, Instant, std::less<>> codes_;  // hash → valid until; at most 16
  bool open_reading_;
};

inline constexpr std::string_view session_cookie = "dealbell_session";

}  // namespace dealbell::app
