#include "app/auth/session_cookie.hpp"

#include "app/auth/credentials.hpp"
#include "net/http/origin.hpp"

namespace dealbell::app {

std::string set_session_cookie(std::string_view secret, const net::Request& request) {
  std::string cookie(session_cookie);
  cookie += "=" + std::string(secret) + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
            std::to_string(std::chrono::seconds(device_lifetime).count());
  if (net::scheme_of(request) == "https") cookie += "; Secure";
  return cookie;
}

}  // namespace dealbell::app
