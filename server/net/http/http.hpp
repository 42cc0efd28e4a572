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

namespace dealbell::net {

enum class Method { get, head, post, put, del, options };

// One parsed request, complete with its body (already gunzipped and within the route's limit).
// Lives in the session's frame until the handler's coroutine ends.
struct Request {
  Method method = Method::get;
  std::string target;                                        // as sent
  std::string path;                                          // decoded, without the query
  std::map<std::string, std::string, std::less<>> query;     // decoded; the last of a repeated name
  std::map<std::string, std::string, std::less<>> params;    // from the route's {name} parts
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, order kept
  std::string body;
  std::string remote;  // the peer's address, without port

  // The header's value; nullopt when absent. `name` in lower case.
  std::optional<std::string_view> header(std::string_view name) const;
  std::optional<std::string_view> cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  // shared so that one text can serve many
};

Response text_response(int status, std::string content_type, std::string body);

// RFC 9457: {"type":"about:blank","title":…,"status":…,"detail":…,"code":…,"pointer":…}; 503 and
// 429 carry Retry-After. The status is the code's own, unless the address means another by it.
Response problem(const Error& error);
Response problem(const Error& error, int status);

// A handler runs on the shard that owns the connection and may hop elsewhere with co_await.
using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

// Asked before the body is read, so that nobody can make us read 32 MB without a token; an Error
// becomes the answer.
using Guard = std::function<Result<>(const Request& head)>;

struct RouteOptions {
  std::size_t body_max_bytes = 64 * 1024;  // after decompression, too
  std::chrono::seconds timeout{30};        // for reading the body and for the handler, each
  bool open = false;                       // served without asking the guard
  bool raw = false;       // the body must come as it was signed: an encoded one is 415
  bool any_host = false;  // called by machines under whatever name they know us
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/v1/boards/{board}"
  Handler handler;
  RouteOptions options{};
};

}  // namespace dealbell::net
