#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "outbound/address_rules.hpp"

namespace dealbell::outbound {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string url;  // http:// or https://; path and query are sent byte for byte
  // Sent byte for byte, in this order, after Host; Content-Length follows. Content-Length,
  // Transfer-Encoding and Expect cannot be given.
  Headers headers{};
  std::string body{};                        // sent byte for byte
  std::chrono::milliseconds timeout{30000};  // for everything, connecting included
};

struct Response {
  int status = 0;
  Headers headers;  // names in lower case
  std::string body;

  // The first value of a header; nullopt when absent. `name` in lower case.
  std::optional<std::string_view> header(std::string_view name) const;
};

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{10000};
  std::size_t response_max_bytes = 16 << 20;  // headers and body together
  int redirects_max = 0;                      // 0: a redirect is returned like any other response
  AddressRules addresses;                     // checked at every connect, after redirects, too
  std::string ca_file;  // trusted instead of the system's certificates, PEM; empty: the system's
};

// A blocking HTTP/1.1 client over libcurl for everything that Dealbell sends by itself. Keeps its
// connections open between requests. Certificates are always verified, from TLS 1.2 on. Proxies of
// the environment and ~/.netrc are ignored.
//
// One thread at a time; different clients are independent and may be used by different threads at
// once. A client must not be used while static objects are destroyed.
class Client {
 public:
  explicit Client(ClientOptions options = {});
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  // Sends one request and waits for the response, whatever its status. When a kept connection turns
  // out to be closed before any byte of a response came, the request is sent once more.
  // Errc::usage for a URL, method or header that cannot be sent, Errc::forbidden for an address
  // that the rules refuse, Errc::too_large for the response, otherwise Errc::io.
  Result<Response> send(const Request& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::outbound
