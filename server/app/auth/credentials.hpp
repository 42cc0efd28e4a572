#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/access/role.hpp"
#include "net/http/permit.hpp"
#include "store/ledger.hpp"
#include "wire/token_json.hpp"

namespace dealbell::app {

// A device ends when it has not been used for 90 days. One that is used gets a new end every 30
// days at most, so that a wall costs four records a year and never logs itself out.
inline constexpr std::chrono::days device_lifetime{90};
inline constexpr std::chrono::days device_renewed_after{30};
// Many screens of an office may share one token; a token that leaked cannot fill the table.
inline constexpr std::size_t devices_per_token = 50;
inline constexpr std::size_t tokens_max = 1'000;

// The tokens and devices of the office, in memory: whose a secret is, and until when. A device has
// the role of its token and ends with it. Secrets are random and only their hashes are kept. Time
// is an argument; when somebody was last seen is known since the start. Thread-safe.
class Credentials {
 public:
  // Revoked and expired ones are ignored.
  Credentials(const std::vector<store::Token>& tokens, const std::vector<store::Device>& devices,
              Instant now);

  // Whom a secret identifies.
  struct Identity {
    core::AccessRole role = core::AccessRole::none;
    std::string token;   // an id; empty: of a device whose token was not recorded
    std::string device;  // an id; empty: the secret is the token itself
    // Ends when the secret does, also if that changes later.
    std::shared_ptr<const net::Permit> permit;
    // The device has a new end, which must be stored, and its cookie must be sent again.
    std::optional<store::Device> renewed{};
  };
  // nullopt for a secret that is unknown, revoked or expired. Counts as a use.
  std::optional<Identity> identify(std::string_view secret, Instant now);

  // Whether no more tokens should be issued, except to let the machine's owner in.
  bool full(Instant now);

  // A token that is valid at once. Only the caller gets its secret.
  struct IssuedToken {
    store::Token token;
    std::string secret;
  };
  IssuedToken issue(std::string name, core::AccessRole role, Instant now,
                    std::optional<Instant> expires);

  // A device that is valid at once. When its token has as many as it may, the one that was not used
  // for the longest time ends; its id must be revoked. Errc::unauthorized: no such token.
  struct OpenedDevice {
    store::Device device;
    std::string secret;
    std::optional<std::string> replaced;
  };
  Result<OpenedDevice> open_device(const std::string& token, std::string agent, std::string from,
                                   Instant now);

  // What this node or another stored.
  void put(const store::Token& token, Instant now);
  void put(const store::Device& device, Instant now);
  // A token with all its devices, or one device. Returns whether there was one.
  bool revoke(const std::string& id);
  // The renewal could not be stored: the next use tries again.
  void undo_renewal(const store::Device& device, Instant now);

  // Everything valid; the devices of a token begin with the one used last. A token's last use is
  // its own or that of one of its devices.
  wire::TokenList list(Instant now) const;

 private:
  struct TokenEntry {
    store::Token token;
    std::shared_ptr<net::Permit> permit;
    std::optional<Instant> used_at;
  };
  struct DeviceEntry {
    store::Device device;
    std::shared_ptr<net::Permit> permit;
    Instant used_at;
  };
  Instant end_of(const store::Device& device) const;
  void forget_expired(Instant now);
  bool forget_device(const std::string& id);
  bool forget_token(const std::string& id);
  std::optional<std::string> least_recently_used(const std::string& token, Instant now) const;
  static bool in_use(const std::shared_ptr<net::Permit>& permit) { return permit.use_count() > 1; }

  mutable std::mutex mutex_;
  std::map<std::string, TokenEntry, std::less<>> tokens_;                        // by id
  std::unordered_map<std::string, DeviceEntry> devices_;                         // by id
  std::unordered_map<std::string, std::string> token_of_hash_, device_of_hash_;  // ids
};

}  // namespace dealbell::app
