#include "net/http/framing.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "net/http/problem.hpp"

namespace dealbell::net {
namespace {

constexpr std::string_view spaces = " \t";

// All codings in lower case, in order. An empty header is an empty coding.
std::vector<std::string> transfer_codings(const Request& head) {
  std::vector<std::string> codings;
  for (const auto& [name, value] : head.headers) {
    if (name != "transfer-encoding") continue;
    for (std::string_view rest = value;;) {
      const auto comma = rest.find(',');
      auto coding = rest.substr(0, comma);
      coding.remove_prefix(std::min(coding.size(), coding.find_first_not_of(spaces)));
      coding = coding.substr(0, coding.find_last_not_of(spaces) + 1);
      codings.push_back(ascii_lower(coding));
      if (comma == rest.npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return codings;
}

}  // namespace

std::optional<Response> framing_refusal(const Request& head) {
  const auto codings = transfer_codings(head);
  if (codings.empty()) return std::nullopt;
  const auto malformed = [](std::string why) {
    return problem(error(Errc::bad_request, std::move(why)));
  };
  if (head.http_1_0) return malformed("HTTP/1.0 has no Transfer-Encoding");
  if (head.header("content-length"))
    return malformed("A request has a Transfer-Encoding or a Content-Length, not both");
  if (codings.back() != "chunked") return malformed("The last Transfer-Encoding must be chunked");
  if (codings.size() > 1)
    return http_problem(501, "bad_request", "The only supported Transfer-Encoding is chunked");
  return std::nullopt;
}

}  // namespace dealbell::net
