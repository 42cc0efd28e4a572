#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace dealbell::app {

// One-time codes of login links, valid for ten minutes. Time is an argument. Thread-safe.
class LoginCodes {
 public:
  // A code that lets in a device of this token.
  std::string create(std::string token, Instant now);
  // The token, the first time for a valid code.
  std::optional<std::string> redeem(std::string_view code, Instant now);

 private:
  struct Code {
    std::string token;
    Instant until;
  };
  std::mutex mutex_;
  std::map<std::string, Code> codes_;  // by hash; at most codes_max
};

inline constexpr std::chrono::minutes login_code_lifetime{10};

}  // namespace dealbell::app
