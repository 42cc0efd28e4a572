#pragma once

#include <cstdint>
#include <string>

namespace dealbell::app {

// http://HOST:PORT, IPv6 in brackets.
std::string url_of(const std::string& host, std::uint16_t port);

// Of an address as text, or the name localhost. No look-up.
bool is_loopback(const std::string& host);

// The IPv4 address under which other machines most likely reach this one: the one of the interface
// with the default route. 127.0.0.1 if there is no such route. Sends nothing.
std::string lan_address();

}  // namespace dealbell::app
