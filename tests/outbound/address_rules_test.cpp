#include "outbound/address_rules.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <string>

namespace dealbell::outbound {
namespace {

using Reach = AddressRules::Reach;

struct Address {
  sockaddr_storage storage{};
  const sockaddr& get() const { return reinterpret_cast<const sockaddr&>(storage); }
};

Address address(const std::string& text, std::uint16_t port = 443) {
  Address made;
  if (text.find(':') == text.npos) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &v4.sin_addr), 1) << text;
    std::memcpy(&made.storage, &v4, sizeof v4);
  } else {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
    std::memcpy(&made.storage, &v6, sizeof v6);
  }
  return made;
}

AddressKind kind(const std::string& text) { return kind_of(address(text).get()); }

bool allowed(const AddressRules& rules, const std::string& text, std::uint16_t port = 443) {
  return !refusal(rules, address(text, port).get());
}

TEST(AddressKind, IsReadFromTheAddress) {
  for (const auto* text : {"8.8.8.8", "100.63.255.255", "172.32.0.1", "223.255.255.255",
                           "2606:4700::1111", "2002:808:808::1"})
    EXPECT_EQ(kind(text), AddressKind::internet) << text;
  for (const auto* text : {"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                           "198.19.0.1", "fd12::1", "fc00::1", "2002:a01:203::1"})
    EXPECT_EQ(kind(text), AddressKind::private_network) << text;
  for (const auto* text : {"127.0.0.1", "127.255.255.255", "::1"})
    EXPECT_EQ(kind(text), AddressKind::loopback) << text;
  for (const auto* text : {"0.0.0.0", "::"})
    EXPECT_EQ(kind(text), AddressKind::unspecified) << text;
}

TEST(AddressKind, LinkLocalMetadataMulticastAndReservedAreForbidden) {
  for (const auto* text : {"169.254.169.254", "169.254.0.1", "100.100.100.200", "168.63.129.16",
                           "192.0.0.192", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255",
                           "fe80::1", "fd00:ec2::254", "ff02::1", "::2"})
    EXPECT_EQ(kind(text), AddressKind::forbidden) << text;
}

TEST(AddressKind, AnIpv4AddressInIpv6IsJudgedAsIpv4) {
  EXPECT_EQ(kind("::ffff:127.0.0.1"), AddressKind::loopback);
  EXPECT_EQ(kind("::ffff:169.254.169.254"), AddressKind::forbidden);
  EXPECT_EQ(kind("64:ff9b::10.0.0.1"), AddressKind::private_network);
  EXPECT_EQ(kind("64:ff9b::8.8.8.8"), AddressKind::internet);
}

TEST(AddressRules, OnlyTheInternetUnlessPrivateIsAllowed) {
  const AddressRules internet, both{Reach::internet_and_private, {}};

  EXPECT_TRUE(allowed(internet, "8.8.8.8"));
  for (const auto* text : {"10.0.0.1", "127.0.0.1", "::1", "0.0.0.0"}) {
    EXPECT_FALSE(allowed(internet, text)) << text;
    EXPECT_TRUE(allowed(both, text)) << text;
  }
  EXPECT_FALSE(allowed(both, "169.254.169.254"));
}

TEST(AddressRules, ThisMachineIsLoopbackAndNoOther) {
  const AddressRules rules{Reach::this_machine, {}};

  EXPECT_TRUE(allowed(rules, "127.0.0.1"));
  EXPECT_TRUE(allowed(rules, "::1"));
  EXPECT_FALSE(allowed(rules, "8.8.8.8"));
  EXPECT_FALSE(allowed(rules, "203.0.113.1"));
  EXPECT_FALSE(allowed(rules, "169.254.169.254"));
}

TEST(AddressRules, ClosedPortsAreClosedHereAndInPrivateNetworks) {
  const AddressRules rules{Reach::internet_and_private, {6379, 443}};

  EXPECT_FALSE(allowed(rules, "127.0.0.1", 6379));
  EXPECT_FALSE(allowed(rules, "10.0.0.1", 6379));
  EXPECT_TRUE(allowed(rules, "10.0.0.1", 8443));
  EXPECT_TRUE(allowed(rules, "8.8.8.8", 443));
  EXPECT_EQ(*refusal(rules, address("::1", 6379).get()),
            "::1 is not allowed with port 6379, which Dealbell or its Redis uses");
}

}  // namespace
}  // namespace dealbell::outbound
