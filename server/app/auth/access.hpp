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

// Who may do what: bearer tokens and the session cookies that were made from them. Secrets are
// random and only their hashes are kept. Thread-safe: requests of every shard ask.
class Access {
 public:
  enum class Role { viewer, admin };

  // With `open_reading` (the demo on loopback) anybody may read.
  Access(const std::vector<store::Token>& tokens, bool open_reading);

  // Whether the request may go on: Errc::unauthorized, Errc::forbidden. With a cookie, unsafe
  // methods and socket upgrades need an Origin equal to our own, because browsers send cookies
  // along for others.
  Result<> check(const net::Request& request) const;

  // The live socket or stream. A page of another site must not listen in, cookie or not.
  Result<> check_live(const net::Request& request) const;

  // Makes a token valid from now on; its secret is known only to the caller afterwards.
  struct Issued {
    store::Token token;
    std::string secret;
  };
  Issued issue(std::string name, std::string_view role, Instant now,
               std::optional<Instant> expires);
  // What this node or another has issued or revoked.
  void follow(const wire::OfficeChange& change);
  void replace(const std::vector<store::Token>& tokens);

  // A one-time code for a browser, good for ten minutes.
  std::string new_login_code(Instant now);
  // True once for a good code.
  bool redeem_code(std::string_view code, Instant now);
  std::optional<Role> role_of(std::string_view secret, Instant now) const;

 private:
  std::optional<Role> role_of_request(const net::Request& request, bool& by_cookie) const;

  mutable std::mutex mutex_;
  std::map<std::string, store::Token, std::less<>> by_hash_;
  std::map<std::string, Instant, std::less<>>
      codes_;  // hash → good until; bounded in new_login_code
  bool open_reading_;
};

inline constexpr std::string_view session_cookie = "dealbell_session";

}  // namespace dealbell::app
