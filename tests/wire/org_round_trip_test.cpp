#include <gtest/gtest.h>

#include "random_org.hpp"
#include "wire/org_json.hpp"

namespace dealbell::wire {
namespace {

TEST(OrgJson, AnyWrittenOfficeIsReadBackUnchanged) {
  const auto seed = static_cast<std::uint64_t>(::testing::UnitTest::GetInstance()->random_seed());
  RecordProperty("seed", std::to_string(seed));
  RandomOrg random_org(seed);

  for (int i = 0; i < 1'000; ++i) {
    const auto org = random_org();
    const auto text = write_org(org);
    const auto checked = check_org(text, core::known_zone);

    for (const auto& e : checked.errors)
      ADD_FAILURE() << "seed " << seed << ": " << e.pointer << ": " << e.message << "\n" << text;
    ASSERT_TRUE(checked.org == org) << "seed " << seed << "\n" << text;
    ASSERT_EQ(write_org(checked.org), text) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dealbell::wire
