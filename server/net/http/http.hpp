#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "net/http/permit.hpp"

namespace dealbell::net {

enum class Method { get, head, post, put, del, options };

// One parsed request with its body, which is decompressed and within the route's limit. Lives until
// the handler's coroutine ends.
struct Request {
  Method method = Method::get;
  std::string target;                                        // as sent
  std::string path;                                          // decoded, without the query
  std::map<std::string, std::string, std::less<>> query;     // decoded; the last value of a name
  std::map<std::string, std::string, std::less<>> params;    // from the route's {name} parts
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, order kept
  std::string body;
  bool http_1_0 = false;  // and not 1.1
  std::string remote;     // the peer's IP address, without port

  // The first value of the header; nullopt when absent. `name` in lower case.
  std::optional<std::string_view> header(std::string_view name) const;
  std::optional<std::string_view> cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  // shared: one text may be the body of many responses
};

Response text_response(int status, std::string content_type, std::string body);

// RFC 9457: {"type":"about:blank","title":…,"status":…,"detail":…,"code":…,"pointer":…}; 503 and
// 429 have Retry-After. The status is the one of the error code unless another is given.
Response problem(const Error& error);
Response problem(const Error& error, int status);

// A handler starts on the shard of the connection and may continue on other threads by co_await.
using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

// What a guard lets in.
struct Admission {
  // How long a live connection that the request opens may stay open; nullptr: for ever.
  std::shared_ptr<const Permit> permit{};
  std::string set_cookie{};  // added to the response; empty: none
};

// Decides before the body is read, so that a client without a token cannot make us read 32 MB. An
// Error becomes the response.
using Guard = std::function<Result<Admission>(const Request& head)>;

struct RouteOptions {
  std::size_t body_max_bytes = 64 * 1024;  // compressed and decompressed
  std::chrono::seconds timeout{30};        // for reading the body, and again for the handler
  bool open = false;                       // without the guard
  bool raw = false;                        // signed as sent: Content-Encoding is refused with 415
  bool any_host = false;                   // any Host header: senders may use names we do not know
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/v1/boards/{board}"
  Handler handler;
  RouteOptions options{};
};

}  // namespace dealbell::net
