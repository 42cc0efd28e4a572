#pragma once

#include <string_view>
#include <vector>

#include "intake/signature/scheme.hpp"

namespace dealbell::intake::signature {

// Every scheme. To add one, add it to its family's schemes_*.cpp, or declare a new family here and
// list it in schemes.cpp.
const std::vector<Scheme>& all_schemes();
const Scheme* scheme_named(std::string_view name);  // nullptr if there is none

// One family per file, the strongest scheme first.
std::vector<Scheme> standard_webhooks_schemes();
std::vector<Scheme> hubspot_schemes();
std::vector<Scheme> stripe_schemes();
std::vector<Scheme> body_mac_schemes();
std::vector<Scheme> twilio_schemes();
std::vector<Scheme> jwt_schemes();
std::vector<Scheme> header_secret_schemes();
std::vector<Scheme> url_secret_schemes();
std::vector<Scheme> body_secret_schemes();

}  // namespace dealbell::intake::signature
