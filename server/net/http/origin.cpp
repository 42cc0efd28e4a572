#include "net/http/origin.hpp"

#include "base/ascii.hpp"

namespace dealbell::net {
namespace {

constexpr std::string_view separator = "://";

std::string origin_of(std::string_view scheme, std::string_view host) {
  return normal_origin(std::string(scheme).append(separator).append(host));
}

}  // namespace

std::string_view scheme_of(const Request& request) {
  return ascii_lower(request.header("x-forwarded-proto").value_or("")) == "https" ? "https"
                                                                                  : "http";
}

std::string normal_origin(std::string_view text) {
  auto origin = ascii_lower(text);
  const auto colon = origin.find(separator);
  const auto scheme = origin.substr(0, colon);
  if (scheme != "http" && scheme != "https") return {};
  const auto host = std::string_view(origin).substr(colon + separator.size());
  if (host.empty() || host.find_first_of("/?#@ ,") != host.npos) return {};
  const std::string_view default_port = scheme == "https" ? ":443" : ":80";
  if (host.ends_with(default_port)) origin.resize(origin.size() - default_port.size());
  return origin;
}

bool has_own_origin(const Request& request, std::string_view public_url) {
  const auto sent = normal_origin(request.header("origin").value_or(""));
  if (sent.empty()) return false;
  const auto ours = normal_origin(public_url);
  if (sent == ours) return true;
  const auto host = request.header("host");
  if (!host) return false;
  if (!ours.empty() && origin_of(ours.substr(0, ours.find(separator)), *host) == ours) return false;
  return sent == origin_of(scheme_of(request), *host);
}

}  // namespace dealbell::net
