#include "core/values/hash_index.hpp"

#include <gtest/gtest.h>

namespace dealbell::core {
namespace {

constexpr auto anything = [](std::uint32_t) { return true; };

TEST(HashIndex, FindsNothingWhenEmpty) {
  const HashIndex index;

  EXPECT_EQ(index.find(7, anything), HashIndex::none);
}

TEST(HashIndex, FindsAllEntriesAfterGrowing) {
  HashIndex index;

  for (std::uint32_t n = 0; n < 10'000; ++n) index.insert(n * 0x9E3779B97F4A7C15u, n);

  for (std::uint32_t n = 0; n < 10'000; ++n)
    ASSERT_EQ(index.find(n * 0x9E3779B97F4A7C15u, [&](std::uint32_t m) { return m == n; }), n);
}

TEST(HashIndex, DistinguishesEqualHashesByTheCallersComparison) {
  HashIndex index;
  index.insert(7, 1);
  index.insert(7, 2);

  EXPECT_EQ(index.find(7, [](std::uint32_t n) { return n == 2; }), 2u);
  EXPECT_EQ(index.find(7, [](std::uint32_t n) { return n == 3; }), HashIndex::none);
}

}  // namespace
}  // namespace dealbell::core
