#include "net/http/host.hpp"

#include <algorithm>
#include <boost/url/authority_view.hpp>

#include "base/ascii.hpp"

namespace dealbell::net {
namespace {

namespace urls = boost::urls;

// Letters, digits and what IPv4, IPv6 and ports need. RFC 3986 allows more, such as ; and ', but
// the host becomes part of the Content-Security-Policy.
bool well_formed(std::string_view host) {
  const auto allowed = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:[]").find(static_cast<char>(c)) != std::string_view::npos;
  };
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), allowed);
}

// DNS rebinding needs a name, so an address is always ours.
bool is_address(const urls::authority_view& host) {
  return host.host_type() == urls::host_type::ipv4 || host.host_type() == urls::host_type::ipv6;
}

}  // namespace

Result<> check_host(const Request& request, const std::vector<std::string>& allowed) {
  const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const auto& header) { return header.first == "host"; });
  if (hosts != 1) return error(Errc::bad_request, "A request has exactly one Host header");
  const auto text = *request.header("host");
  const auto host = urls::parse_authority({text.data(), text.size()});
  if (!well_formed(text) || !host)
    return error(Errc::bad_request, "The Host header is not a valid host");
  if (allowed.empty() || is_address(*host)) return {};
  const auto encoded = host->encoded_host();
  const auto name = ascii_lower({encoded.data(), encoded.size()});
  if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) return {};
  return error(Errc::forbidden, "This server has no name " + name);
}

}  // namespace dealbell::net
