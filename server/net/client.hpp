#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace dealbell::net {

using ClientHeaders = std::vector<std::pair<std::string, std::string>>;

struct ClientResponse {
  int status = 0;
  ClientHeaders headers;  // names in lower case
  std::string body;

  std::optional<std::string_view> header(std::string_view name) const;
};

// A small blocking HTTP/1.1 client for http:// addresses: for commands that talk to a running
// server on this machine, and for tests. One connection, kept alive between requests. One thread.
class HttpClient {
 public:
  // "http://HOST[:PORT]", IPv6 in brackets; anything after the port is ignored.
  static Result<HttpClient> to(std::string_view base_url);
  HttpClient(HttpClient&& other) noexcept;
  HttpClient& operator=(HttpClient&&) = delete;
  ~HttpClient();

  // Sends one request and reads its answer, all within `timeout`; answers above 64 MiB are refused.
  // Errc::io when nobody answers. When a kept connection turns out to be closed before any byte of
  // an answer came, the request is sent once more: whoever posts must be able to bear that.
  Result<ClientResponse> request(std::string_view method, std::string_view target,
                                 const ClientHeaders& headers, std::string_view body,
                                 std::chrono::milliseconds timeout);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  HttpClient(std::string host, std::string port) : host_(std::move(host)), port_(std::move(port)) {}
  Result<> connect(Deadline deadline);
  Result<> send_all(std::string_view bytes, Deadline deadline);
  Result<ClientResponse> receive(bool head_only, Deadline deadline, bool& silent);
  void close();

  std::string host_;
  std::string port_;
  int socket_ = -1;
};

// One request on a connection of its own.
Result<ClientResponse> http_request(std::string_view url, std::string_view method,
                                    const ClientHeaders& headers, std::string_view body,
                                    std::chrono::milliseconds timeout);

}  // namespace dealbell::net
