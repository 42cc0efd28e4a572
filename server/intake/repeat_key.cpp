#include "intake/repeat_key.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace dealbell::intake {
namespace {

// Headers of a request rather than of what it reports, by a part of their names. A sender's own id
// of the notification ("webhook-id") stays the same when it is repeated.
constexpr std::string_view changing[] = {
    "signature", "timestamp",  "nonce",         "digest",      "hmac",      "retry",   "attempt",
    "trace",     "request-id", "requestid",     "correlation", "forwarded", "real-ip", "client-ip",
    "cf-",       "user-agent", "authorization", "cookie",      "redelivery"};
constexpr std::string_view of_the_transport[] = {"date",
                                                 "host",
                                                 "via",
                                                 "age",
                                                 "connection",
                                                 "keep-alive",
                                                 "content-length",
                                                 "accept",
                                                 "accept-encoding",
                                                 "accept-language",
                                                 "transfer-encoding",
                                                 "expect",
                                                 "te",
                                                 "origin",
                                                 "referer",
                                                 "cache-control",
                                                 "pragma",
                                                 "priority",
                                                 "cdn-loop",
                                                 "x-scheme",
                                                 "upgrade-insecure-requests"};

bool changes(std::string_view header) {
  const auto named = [&](auto part) { return header.find(part) != std::string_view::npos; };
  return std::any_of(std::begin(changing), std::end(changing), named) ||
         std::find(std::begin(of_the_transport), std::end(of_the_transport), header) !=
             std::end(of_the_transport);
}

// HubSpot's "attemptNumber", Pipedrive's "attempt" and their like.
bool counts_attempts(std::string_view member) {
  const auto name = ascii_lower(member);
  return name.find("attempt") != std::string::npos || name.starts_with("retry") ||
         name.starts_with("retries");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The body without the digits of such members of JSON.
std::string without_attempts(std::string_view body) {
  std::string kept;
  std::size_t copied = 0;
  for (auto colon = body.find("\":"); colon != std::string_view::npos;
       colon = body.find("\":", colon + 2)) {
    const auto quote = colon == 0 ? std::string_view::npos : body.rfind('"', colon - 1);
    if (quote == std::string_view::npos || colon - quote > 40) continue;
    if (!counts_attempts(body.substr(quote + 1, colon - quote - 1))) continue;
    auto digit = colon + 2;
    while (digit < body.size() && body[digit] == ' ') ++digit;
    kept += body.substr(copied, digit - copied);
    while (digit < body.size() && is_digit(body[digit])) ++digit;
    copied = digit;
  }
  return kept.append(body.substr(copied));
}

}  // namespace

std::string repeat_key(const Delivery& delivery) {
  std::vector<std::string> headers;
  for (const auto& [name, value] : delivery.headers)
    if (!changes(name)) headers.push_back(name + '\0' + value);
  std::sort(headers.begin(), headers.end());  // proxies reorder them
  StreamHash hash;
  const auto add = [&](std::string_view part) {
    hash.add(std::to_string(part.size()) + ':');
    hash.add(part);
  };
  add(delivery.target);
  for (const auto& header : headers) add(header);
  add(without_attempts(delivery.body));
  return hash.hex();
}

}  // namespace dealbell::intake
