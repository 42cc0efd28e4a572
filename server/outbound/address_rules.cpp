#include "outbound/address_rules.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>

namespace dealbell::outbound {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

struct Network4 {
  std::uint32_t address;
  int bits;
  AddressKind kind;
};

constexpr std::uint32_t ip4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The first row that matches counts. https://www.iana.org/assignments/iana-ipv4-special-registry
constexpr Network4 networks4[] = {
    {ip4(0, 0, 0, 0), 32, AddressKind::unspecified},
    {ip4(0, 0, 0, 0), 8, AddressKind::forbidden},
    {ip4(100, 100, 100, 200), 32, AddressKind::forbidden},  // metadata of Alibaba Cloud
    {ip4(168, 63, 129, 16), 32, AddressKind::forbidden},    // of Azure
    {ip4(192, 0, 0, 192), 32, AddressKind::forbidden},      // of Oracle Cloud
    {ip4(169, 254, 0, 0), 16, AddressKind::forbidden},      // link-local, all others' metadata
    {ip4(224, 0, 0, 0), 3, AddressKind::forbidden},         // multicast, reserved, broadcast
    {ip4(127, 0, 0, 0), 8, AddressKind::loopback},
    {ip4(10, 0, 0, 0), 8, AddressKind::private_network},
    {ip4(100, 64, 0, 0), 10, AddressKind::private_network},
    {ip4(172, 16, 0, 0), 12, AddressKind::private_network},
    {ip4(192, 0, 0, 0), 24, AddressKind::private_network},
    {ip4(192, 168, 0, 0), 16, AddressKind::private_network},
    {ip4(198, 18, 0, 0), 15, AddressKind::private_network},
};

AddressKind kind_of_v4(std::uint32_t address) {
  for (const auto& network : networks4) {
    const auto mask = ~std::uint32_t{0} << (32 - network.bits);
    if ((address & mask) == network.address) return network.kind;
  }
  return AddressKind::internet;
}

bool begins_with(const Bytes& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

std::uint32_t v4_at(const Bytes& bytes, std::size_t at) {
  return ip4(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

AddressKind kind_of_v6(const Bytes& bytes) {
  const Bytes unspecified{}, loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  const Bytes metadata_of_aws{0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54};
  if (bytes == unspecified) return AddressKind::unspecified;
  if (bytes == loopback) return AddressKind::loopback;
  if (begins_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}))
    return kind_of_v4(v4_at(bytes, 12));
  if (begins_with(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
    return kind_of_v4(v4_at(bytes, 12));
  if (begins_with(bytes, {0x20, 0x02})) return kind_of_v4(v4_at(bytes, 2));
  if (bytes == metadata_of_aws) return AddressKind::forbidden;
  if ((bytes[0] & 0xfe) == 0xfc) return AddressKind::private_network;
  if ((bytes[0] & 0xe0) == 0x20) return AddressKind::internet;  // 2000::/3
  return AddressKind::forbidden;  // fe80::/10 is link-local; the rest is not assigned, or multicast
}

Bytes bytes_of(const sockaddr& address) {
  Bytes bytes;
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr,
              bytes.size());
  return bytes;
}

std::uint32_t v4_of(const sockaddr& address) {
  return ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr);
}

std::uint16_t port_of(const sockaddr& address) {
  return ntohs(address.sa_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

bool same_host(const sockaddr& a, const sockaddr& b) {
  if (a.sa_family != b.sa_family) return false;
  return a.sa_family == AF_INET6 ? bytes_of(a) == bytes_of(b) : v4_of(a) == v4_of(b);
}

// One of the addresses of this machine's network interfaces.
bool is_own(const sockaddr& address) {
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0) return false;
  bool found = false;
  for (const auto* one = all; one && !found; one = one->ifa_next)
    found = one->ifa_addr && same_host(*one->ifa_addr, address);
  ::freeifaddrs(all);
  return found;
}

std::string text_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  const void* bytes =
      address.sa_family == AF_INET6
          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr)
          : &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  return ::inet_ntop(address.sa_family, bytes, text, sizeof text) ? text : "the address";
}

}  // namespace

AddressKind kind_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) return kind_of_v4(v4_of(address));
  if (address.sa_family == AF_INET6) return kind_of_v6(bytes_of(address));
  return AddressKind::forbidden;
}

std::optional<std::string> refusal(const AddressRules& rules, const sockaddr& address) {
  using Reach = AddressRules::Reach;
  const auto kind = kind_of(address);
  const auto text = text_of(address);
  if (kind == AddressKind::forbidden)
    return text + " is link-local, reserved or a cloud's metadata service, which is never allowed";

  const bool loopback = kind == AddressKind::loopback || kind == AddressKind::unspecified;
  const bool here = loopback || is_own(address);
  const bool elsewhere_in_private = !here && kind == AddressKind::private_network;
  if (rules.reach == Reach::this_machine && !here)
    return text + " is not an address of this machine";
  if (rules.reach == Reach::internet && here)
    return text + " is an address of this machine, which is not allowed here";
  if (rules.reach == Reach::internet && elsewhere_in_private)
    return text + " is in a private network, which is not allowed here";
  const auto port = port_of(address);
  const bool closed = std::find(rules.closed_ports.begin(), rules.closed_ports.end(), port) !=
                      rules.closed_ports.end();
  if (closed && (here || elsewhere_in_private))
    return text + " is not allowed with port " + std::to_string(port) +
           ", which Dealbell or its Redis uses";
  return std::nullopt;
}

}  // namespace dealbell::outbound
