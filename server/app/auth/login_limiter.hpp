#pragma once

#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"
#include "base/token_bucket.hpp"

namespace dealbell::app {

// How often one address may try to log in: 30 times at once, for the screens of an office behind
// one router that were all switched on, and then ten times a minute. The secrets are too long to be
// guessed at any rate; this keeps the disk and the log from being filled. Time is an argument.
// Thread-safe.
class LoginLimiter {
 public:
  // False if the address must wait.
  bool take(const std::string& address, Instant now);

  static constexpr std::size_t addresses_max = 4'096;  // then the one seen longest ago is forgotten

 private:
  struct Entry {
    std::string address;
    TokenBucket bucket;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // the one seen last is in front
  std::unordered_map<std::string, std::list<Entry>::iterator> by_address_;
};

// What counts as one address: of IPv6 the first 64 bits, which is what one household gets.
std::string login_address(const std::string& ip);

}  // namespace dealbell::app
