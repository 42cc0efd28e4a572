#include "wire/office_change_json.hpp"

#include <gtest/gtest.h>

namespace dealbell::wire {
namespace {

OfficeChange again(const OfficeChange& change) {
  auto read = read_office_change(write_office_change(change));
  EXPECT_TRUE(read) << read.error().message;
  return read ? *read : OfficeChange{};
}

TEST(OfficeChangeJson, AVersionOfTheDocumentIsKeptByteForByte) {
  const std::string document = "{ \"people\": [\"\u00fc\", \"é\"],\n\t\"a\": 1}";
  const auto change = std::get<OrgChange>(again(OrgChange{7, document}));
  EXPECT_EQ(change.version, 7);
  EXPECT_EQ(change.document, document);
  EXPECT_EQ(id_of(change), "org-7");
}

TEST(OfficeChangeJson, ATokenIsKept) {
  const TokenChange token{"ab12", "TV \"hall\"", "viewer", "f00d", from_ms(5), from_ms(9)};
  const auto read = std::get<TokenChange>(again(token));
  EXPECT_EQ(read.id, token.id);
  EXPECT_EQ(read.name, token.name);
  EXPECT_EQ(read.role, token.role);
  EXPECT_EQ(read.hash, token.hash);
  EXPECT_EQ(read.created_at, token.created_at);
  EXPECT_EQ(read.expires_at, token.expires_at);
  EXPECT_EQ(id_of(read), "token-ab12");
}

TEST(OfficeChangeJson, ATokenWithoutEndHasNone) {
  const auto read =
      std::get<TokenChange>(again(TokenChange{"a", "", "admin", "h", from_ms(5), {}}));
  EXPECT_EQ(read.expires_at, std::nullopt);
}

TEST(OfficeChangeJson, ADeviceIsKept) {
  const DeviceChange device{"d1",      "ab12",     "",         "f00d",
                            "Firefox", "10.0.0.7", from_ms(5), from_ms(9)};
  const auto read = std::get<DeviceChange>(again(device));
  EXPECT_EQ(read.id, device.id);
  EXPECT_EQ(read.token, device.token);
  EXPECT_EQ(read.role, device.role);
  EXPECT_EQ(read.hash, device.hash);
  EXPECT_EQ(read.agent, device.agent);
  EXPECT_EQ(read.from, device.from);
  EXPECT_EQ(read.created_at, device.created_at);
  EXPECT_EQ(read.expires_at, device.expires_at);
}

TEST(OfficeChangeJson, EachRenewalOfADeviceIsARecordOfItsOwn) {
  DeviceChange device{"d1", "ab12", "", "f00d", "", "", from_ms(5), from_ms(9)};
  const auto before = id_of(device);
  device.expires_at = from_ms(10);
  EXPECT_NE(id_of(device), before);
}

TEST(OfficeChangeJson, AChangeSaysWhoMadeItAndFromWhere) {
  const TokenChange token{"a", "", "admin", "h", from_ms(5), {}, {"t1", "10.0.0.7"}};
  EXPECT_EQ(std::get<TokenChange>(again(token)).author.by, "t1");
  EXPECT_EQ(std::get<Revoked>(again(Revoked{"a", {"t1", "10.0.0.7"}})).author.from, "10.0.0.7");
}

// By a program that did not record it.
TEST(OfficeChangeJson, AChangeWithoutAnAuthorIsRead) {
  const auto read = read_office_change(R"({"revoked":"ab12"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<Revoked>(*read).author.by, "");
}

TEST(OfficeChangeJson, ARevocationHasAnIdOfItsOwn) {
  const auto read = std::get<Revoked>(again(Revoked{"ab12", {}}));
  EXPECT_EQ(read.id, "ab12");
  EXPECT_EQ(id_of(read), "revoked-ab12");
}

TEST(OfficeChangeJson, UnreadableTextIsAnError) {
  for (const auto* text :
       {"", "[]", "{}", "{\"org\":{}}", "{\"org\":{\"version\":\"1\",\"document\":1}}",
        "{\"token\":{\"id\":\"a\"}}", "{\"revoked\":7}", "{\"later\":1}"}) {
    const auto read = read_office_change(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_value);
  }
}

}  // namespace
}  // namespace dealbell::wire
