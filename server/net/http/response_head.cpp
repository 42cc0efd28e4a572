#include "net/http/response_head.hpp"

#include <ctime>

#include "net/http/status.hpp"

namespace dealbell::net {
namespace {

std::string http_date(Instant now) {
  thread_local std::time_t last = -1;  // formatted once per second and thread
  thread_local char text[32];
  const auto seconds = static_cast<std::time_t>(to_ms(now) / 1000);
  if (seconds != last) {
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    last = seconds;
  }
  return text;
}

// Old versions of Chromium do not include ws: in 'self', hence our own names.
std::string content_security_policy(const HeadOptions& options) {
  std::string sockets;
  for (const auto name : {options.host, options.public_host})
    if (!name.empty()) sockets.append(" ws://").append(name).append(" wss://").append(name);
  return "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
         "connect-src 'self'" +
         sockets +
         "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

bool sets(const Response& response, std::string_view name) {
  for (const auto& header : response.headers)
    if (header.first == name) return true;
  return false;
}

bool one_line(std::string_view text) { return text.find_first_of("\r\n") == text.npos; }

}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string response_head(const Response& response, const HeadOptions& options) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  out += reason_phrase(response.status);
  out += "\r\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!one_line(name) || !one_line(value)) return;
    out.append(name).append(": ").append(value).append("\r\n");
  };
  const auto add_default = [&](std::string_view name, std::string_view value) {
    if (!sets(response, name)) add(name, value);
  };
  for (const auto& [name, value] : response.headers) add(name, value);
  if (may_have_body(response.status) && !options.endless) {
    const auto size = response.body ? response.body->size() : 0;
    if (size > 0) add("Content-Type", response.content_type);
    add("Content-Length", std::to_string(size));
  }
  add("Date", http_date(options.now));
  if (!options.keep_alive) add("Connection", "close");
  add_default("X-Content-Type-Options", "nosniff");
  add_default("Referrer-Policy", "no-referrer");
  if (response.content_type.starts_with("text/html"))
    add_default("Content-Security-Policy", content_security_policy(options));
  return out + "\r\n";
}

}  // namespace dealbell::net
