#include "intake/signature/auth.hpp"

#include "intake/signature/schemes.hpp"

namespace dealbell::intake {

using signature::scheme_named;

const std::vector<SchemeInfo>& schemes() {
  static const auto all = [] {
    std::vector<SchemeInfo> infos;
    for (const auto& scheme : signature::all_schemes()) infos.push_back(scheme.info);
    return infos;
  }();
  return all;
}

const SchemeInfo* find_scheme(std::string_view name) {
  const auto* scheme = scheme_named(name);
  return scheme ? &scheme->info : nullptr;
}

std::string_view word_of(AuthFailure failure) {
  constexpr std::string_view words[] = {"missing", "repeated", "malformed",
                                        "stale",   "expired",  "mismatch"};
  return words[static_cast<std::size_t>(failure)];
}

Verdict verify(const Auth& auth, const Delivery& delivery, Instant now) {
  const auto* scheme = scheme_named(auth.scheme);
  if (!scheme) return {};
  const auto test = scheme->verify(auth, delivery, now);
  if (!test) return {{}, test.error()};
  Verdict verdict{{}, AuthFailure::mismatch};
  // Every key is tried, so that the time does not reveal which one matched.
  for (std::size_t i = 0; i < auth.keys.size(); ++i) {
    const auto& key = auth.keys[i];
    if (!(*test)(key.secret)) continue;
    if (key.until && now >= *key.until)
      verdict.failure = AuthFailure::expired;
    else if (!verdict.key)
      verdict.key = i;
  }
  return verdict;
}

Result<> sign(const Auth& auth, Delivery& delivery, Instant now, const std::string& id) {
  const auto* scheme = scheme_named(auth.scheme);
  if (!scheme) return error(Errc::bad_value, "there is no scheme \"" + auth.scheme + "\"");
  if (auth.keys.empty()) return error(Errc::missing, "there is no key to sign with");
  return scheme->sign(auth, delivery, now, id);
}

}  // namespace dealbell::intake
