#include "intake/document/jwt.hpp"

#include <algorithm>

#include "crypto/base64.hpp"
#include "intake/document/json.hpp"

namespace dealbell::intake {
namespace {

bool is_base64url(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

// The middle one of three parts; "" if there are not three.
std::string_view payload(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) return {};
  const auto head = text.substr(0, first), claims = text.substr(first + 1, second - first - 1);
  const bool valid = is_base64url(head) && is_base64url(claims) &&
                     is_base64url(text.substr(second + 1)) && claims.size() % 4 != 1;
  return valid ? claims : std::string_view();
}

}  // namespace

bool looks_like_jwt(std::string_view text) { return !payload(text).empty(); }

Result<Value> decode_jwt(std::string_view text) {
  if (auto checked = check_text(text); !checked) return checked.error();
  const auto encoded = payload(text);
  if (encoded.empty()) return error(Errc::bad_value, "not a JSON Web Token: expected three parts");
  const auto claims = crypto::from_base64url(encoded, crypto::PadBits::ignored);
  if (!claims) return error(Errc::bad_value, "not base64url");
  return decode_json(*claims);
}

}  // namespace dealbell::intake
