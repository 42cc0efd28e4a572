#include <gtest/gtest.h>

#include "random_org.hpp"
#include "wire/org_json.hpp"

namespace dealbell::wire {
namespace {

TEST(OrgJson, AnyOfficeThatIsWrittenReadsBackAsItself) {
  const auto seed = static_cast<std::uint64_t>(::testing::UnitTest::GetInstance()->random_seed());
  RecordProperty("seed", std::to_string(seed));
  RandomOrg random_org(seed);

  for (int i = 0; i < 1'000; ++i) {
    const auto org = random_org();
    const auto text = write_org(org);
    const auto reading = check_org(text, core::known_zone);

    for (const auto& e : reading.errors)
      ADD_FAILURE() << "seed " << seed << ": " << e.pointer << ": " << e.message << "\n" << text;
    ASSERT_TRUE(reading.org == org) << "seed " << seed << "\n" << text;
    ASSERT_EQ(write_org(reading.org), text) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dealbell::wire
