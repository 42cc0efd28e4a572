#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dealbell::outbound {

enum class AddressKind {
  internet,
  private_network,  // RFC 1918, 4193, 6598 and the like
  loopback,
  unspecified,  // 0.0.0.0 and ::, which the kernel treats as loopback
  forbidden,    // link-local, cloud metadata services, multicast, reserved
};

// An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as the IPv4 address. Families
// other than these two are forbidden.
AddressKind kind_of(const sockaddr& address);

// Which resolved addresses a client may connect to. A host name proves nothing: anybody can let one
// point to 127.0.0.1. AddressKind::forbidden is always refused.
struct AddressRules {
  enum class Reach {
    internet,
    internet_and_private,  // private networks, loopback and this machine's own addresses, too
    this_machine,          // only loopback and this machine's own addresses
  };
  Reach reach = Reach::internet;
  // Ports of ours and of Redis: refused on this machine and in private networks.
  std::vector<std::uint16_t> closed_ports;
};

// Why a connection to the address is refused, as a sentence that begins with the address. nullopt
// if it is allowed. Any thread.
std::optional<std::string> refusal(const AddressRules& rules, const sockaddr& address);

}  // namespace dealbell::outbound
