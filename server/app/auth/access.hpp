#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/auth/credentials.hpp"
#include "app/auth/login_codes.hpp"
#include "app/auth/login_limiter.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "net/http/http.hpp"
#include "store/ledger.hpp"
#include "wire/answers_json.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {

// Decides which requests are allowed, by bearer token or by the cookie of a device that logged in
// with one. Time is an argument. Thread-safe: called by every shard.
class Access {
 public:
  // Stores a device that was renewed because it is used; not waited for. Any thread.
  using StoreRenewal = std::function<void(const store::Device&)>;

  // `open_reading`: requests without a token may read (the demo on loopback). `public_url`: the
  // origin of our pages where a proxy changes the Host header; may be empty.
  Access(const std::vector<store::Token>& tokens, const std::vector<store::Device>& devices,
         bool open_reading, std::string public_url, StoreRenewal store_renewal, Instant now);

  // Whether the request is allowed: Errc::unauthorized, Errc::forbidden. With a cookie, methods
  // that change something need our own Origin, because browsers attach cookies to requests of
  // other sites, too.
  Result<net::Admission> check(const net::Request& request, Instant now);

  // Additional check of the live socket and the event stream: pages of another origin may not open
  // one, whether they have a cookie or not.
  Result<> check_live(const net::Request& request) const;

  // Lets in a device, by a one-time code or a token. Errc::forbidden: a page of another site sent
  // the request; Errc::unauthorized; Errc::too_many: this address tries too often, and what it sent
  // opens no admin's session. The caller stores the device and the revocation of `replaced`.
  Result<Credentials::OpenedDevice> log_in(const net::Request& request, const wire::Login& login,
                                           Instant now);

  // Who sent the request; nullopt without a valid token or cookie.
  std::optional<Credentials::Identity> identify(const net::Request& request, Instant now);

  // Adds or ends what this node or another issued, opened or revoked. Other changes are ignored.
  void apply(const wire::OfficeChange& change, Instant now);

  Credentials& credentials() { return credentials_; }
  LoginCodes& login_codes() { return login_codes_; }

 private:
  bool has_own_origin(const net::Request& request) const;

  Credentials credentials_;
  LoginCodes login_codes_;
  LoginLimiter login_limiter_;
  StoreRenewal store_renewal_;
  bool open_reading_;
  std::string public_url_;
};

}  // namespace dealbell::app
