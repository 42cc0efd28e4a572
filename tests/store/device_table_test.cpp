#include <gmock/gmock.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Device;
using ::testing::ElementsAre;

constexpr auto now = from_ms(1'000);

Device device(std::string id, std::string token = "t1") {
  Device made;
  made.id = std::move(id);
  made.token = std::move(token);
  made.hash = "c0ffee";
  made.agent = "Firefox";
  made.from = "10.0.0.7";
  made.created_at = now;
  made.expires_at = from_ms(9'000);
  return made;
}

class DeviceTable : public LedgerTest {
 protected:
  std::vector<std::string> ids() {
    std::vector<std::string> all;
    for (const auto& one : must(ledger().devices())) all.push_back(one.id);
    return all;
  }
};

TEST_F(DeviceTable, KeepsDevicesAcrossARestart) {
  must(ledger().put_device(device("a"), now));

  reopen();

  const auto kept = must(ledger().device("a"));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->token, "t1");
  EXPECT_EQ(kept->hash, "c0ffee");
  EXPECT_EQ(kept->agent, "Firefox");
  EXPECT_EQ(kept->from, "10.0.0.7");
  EXPECT_EQ(kept->created_at, now);
  EXPECT_EQ(kept->expires_at, from_ms(9'000));
  EXPECT_FALSE(kept->revoked);
  EXPECT_FALSE(must(ledger().device("b")));
}

TEST_F(DeviceTable, ExpiredDevicesGo) {
  must(ledger().put_device(device("old"), now));
  auto later = device("new");
  later.expires_at = from_ms(20'000);

  must(ledger().put_device(later, from_ms(9'000)));

  EXPECT_THAT(ids(), ElementsAre("new"));
}

TEST_F(DeviceTable, RemovesOneOrThoseOfAToken) {
  for (const auto* id : {"a", "b", "c"}) must(ledger().put_device(device(id), now));
  must(ledger().put_device(device("other", "t2"), now));

  EXPECT_TRUE(must(ledger().remove_device("b")));
  EXPECT_FALSE(must(ledger().remove_device("b")));
  EXPECT_THAT(ids(), ElementsAre("a", "c", "other"));
  must(ledger().remove_devices_of("t1"));
  EXPECT_THAT(ids(), ElementsAre("other"));
}

}  // namespace
}  // namespace dealbell::test
