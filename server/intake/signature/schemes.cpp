#include "intake/signature/schemes.hpp"

#include <algorithm>

namespace dealbell::intake::signature {

const std::vector<Scheme>& all_schemes() {
  static const auto all = [] {
    std::vector<Scheme> schemes;
    for (const auto family : {standard_webhooks_schemes, hubspot_schemes, stripe_schemes,
                              body_mac_schemes, twilio_schemes, jwt_schemes, header_secret_schemes,
                              url_secret_schemes, body_secret_schemes})
      for (auto& scheme : family()) schemes.push_back(std::move(scheme));
    return schemes;
  }();
  return all;
}

const Scheme* scheme_named(std::string_view name) {
  const auto& all = all_schemes();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Scheme& scheme) { return scheme.info.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dealbell::intake::signature
