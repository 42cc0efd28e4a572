#include "app/system/open_files.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

TEST(OpenFiles, OwnFilesAreNotPromisedToConnections) {
  EXPECT_EQ(*connections_within(1'000'000, 20'000, 2), 20'000);
  EXPECT_EQ(*connections_within(1024, 20'000, 2), 1024 - 64);
  EXPECT_EQ(*connections_within(74, 20'000, 2), 10);
}

TEST(OpenFiles, TooFewAreRefusedWithASentence) {
  const auto few = connections_within(64, 20'000, 2);

  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().message,
            "the system allows this process 64 open files, and it needs at least 74: raise the "
            "limit (ulimit -n, or LimitNOFILE= in the systemd unit)");
}

}  // namespace
}  // namespace dealbell::app
