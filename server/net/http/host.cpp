#include "net/http/host.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "base/ascii.hpp"

namespace dealbell::net {
namespace {

std::size_t name_end(std::string_view host) {
  if (!host.starts_with('[')) return std::min(host.size(), host.find(':'));
  const auto bracket = host.find(']');
  return bracket == host.npos ? 0 : bracket + 1;
}

bool is_port(std::string_view text) {
  return text.empty() || (text.front() == ':' && text.size() <= 6 &&
                          text.find_first_not_of("0123456789", 1) == text.npos);
}

// Letters, digits and what IPv4, IPv6 and ports need. RFC 3986 allows more, such as ; and ', but
// the host becomes part of the Content-Security-Policy.
bool well_formed(std::string_view host) {
  const auto allowed = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:[]").find(static_cast<char>(c)) != std::string_view::npos;
  };
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), allowed) &&
         is_port(host.substr(name_end(host)));
}

// In lower case, and without the dot that may end a full name.
std::string name_in(std::string_view host) {
  auto name = ascii_lower(host.substr(0, name_end(host)));
  if (name.ends_with('.')) name.pop_back();
  return name;
}

// DNS rebinding needs a name, so an address is always ours.
bool is_address(const std::string& name) {
  boost::system::error_code ec;
  const bool v6 = name.starts_with('[') && name.ends_with(']');
  boost::asio::ip::make_address(v6 ? name.substr(1, name.size() - 2) : name, ec);
  return !ec;
}

}  // namespace

Result<> check_host(const Request& request, const std::vector<std::string>& allowed) {
  const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const auto& header) { return header.first == "host"; });
  if (hosts == 0 && request.http_1_0) return {};
  if (hosts != 1) return error(Errc::bad_request, "A request has exactly one Host header");
  const auto host = *request.header("host");
  if (!well_formed(host)) return error(Errc::bad_request, "The Host header is not a valid host");
  if (allowed.empty()) return {};
  const auto name = name_in(host);
  if (is_address(name)) return {};
  const auto is_name = [&](const auto& own) { return ascii_lower(own) == name; };
  if (std::any_of(allowed.begin(), allowed.end(), is_name)) return {};
  return error(Errc::forbidden, "This server has no name " + name);
}

}  // namespace dealbell::net
