#pragma once

#include <cstdint>
#include <string>

namespace dealbell::app {

std::string url_of(const std::string& host, std::uint16_t port);

bool is_loopback(const std::string& host);

// The address others reach us at: the one we would speak from to somewhere else. Loopback when
// there is no way out.
std::string lan_address();

}  // namespace dealbell::app
