#include "intake/space.hpp"

#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

TEST(Space, NothingInvisibleIsLeftAtTheEnds) {
  EXPECT_EQ(trim("\u200B\u00A0 9001\uFEFF\u202F\t\r\n"), "9001");
  EXPECT_EQ(trim("\u3000Mira\u00A0Tann\u200E"), "Mira\u00A0Tann");
  EXPECT_EQ(trim("é"), "é");
  EXPECT_EQ(trim("\u00A0\u200B"), "");
}

TEST(Space, EverySpaceBecomesAPlainOne) {
  EXPECT_EQ(plain_spaces("1\u2009234\u2007567\u202F8\u00A0\u200B€"), "1 234 567 8 €");
}

}  // namespace
}  // namespace dealbell::intake
