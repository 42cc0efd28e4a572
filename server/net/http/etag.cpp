#include "net/http/etag.hpp"

namespace dealbell::net {
namespace {

std::string_view opaque(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

// A list of tags, which may contain commas. What follows a malformed one is ignored.
bool lists(std::string_view header, std::string_view tag) {
  for (;;) {
    const auto begin = header.find_first_not_of(", \t");
    if (begin == header.npos) return false;
    header = opaque(header.substr(begin));
    const auto end = header.starts_with('"') ? header.find('"', 1) : header.npos;
    if (end == header.npos) return false;
    if (header.substr(0, end + 1) == tag) return true;
    header.remove_prefix(end + 1);
  }
}

}  // namespace

bool client_has(const Request& request, std::string_view etag) {
  for (const auto& [name, value] : request.headers)
    if (name == "if-none-match" && (value == "*" || lists(value, opaque(etag)))) return true;
  return false;
}

}  // namespace dealbell::net
