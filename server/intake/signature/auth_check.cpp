#include <algorithm>

#include "intake/signature/auth.hpp"
#include "intake/signature/schemes.hpp"

namespace dealbell::intake {
namespace {

Error flaw(std::string message, std::string pointer) {
  return error(Errc::bad_value, std::move(message), std::move(pointer));
}

// Scheme and host, perhaps with a path that a proxy removes. The target is appended to it
// unchanged.
bool is_public_url(std::string_view url) {
  const auto host = url.starts_with("https://")  ? url.substr(8)
                    : url.starts_with("http://") ? url.substr(7)
                                                 : std::string_view();
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '?' && c != '#' && c != '@';
  });
  return !host.empty() && host.front() != '/' && plain && !host.ends_with('/');
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

Result<> check_key(const signature::Scheme& scheme, const Key& key, std::size_t index) {
  const auto pointer = "/secrets/" + std::to_string(index);
  if (key.secret.empty()) return flaw("the secret is empty", pointer);
  if (!scheme.secret_flaw) return {};
  const auto why = scheme.secret_flaw(key.secret);
  if (!why.empty()) return flaw("the secret " + std::string(why), pointer);
  return {};
}

}  // namespace

Result<> check_auth(const Auth& auth) {
  const auto* scheme = signature::scheme_named(auth.scheme);
  if (!scheme) return flaw("there is no scheme " + in_quotes(auth.scheme), "/scheme");
  const auto& info = scheme->info;
  if (info.needs_public_url && !is_public_url(auth.public_url))
    return flaw(in_quotes(info.name) +
                    " needs the URL that the sender calls, without path and query, "
                    "such as \"https://dash.example.com\"",
                "/public_url");
  if (info.needs_name && auth.name.empty())
    return flaw(in_quotes(info.name) + " needs the name of the field that contains the secret",
                "/name");
  if (scheme->name_flaw)
    if (const auto why = scheme->name_flaw(auth.name); !why.empty())
      return flaw(in_quotes(auth.name) + " " + std::string(why), "/name");
  if (auth.keys.empty()) return flaw("there is no secret", "/secrets");
  if (auth.keys.size() > keys_max) return flaw("there are more than 8 secrets", "/secrets");
  for (std::size_t i = 0; i < auth.keys.size(); ++i)
    if (auto checked = check_key(*scheme, auth.keys[i], i); !checked) return checked;
  return {};
}

}  // namespace dealbell::intake
