#include "core/access/role.hpp"

#include <gtest/gtest.h>

namespace dealbell::core {
namespace {

TEST(AccessRole, EveryNameReadsBack) {
  for (const auto role :
       {AccessRole::none, AccessRole::ingest, AccessRole::reader, AccessRole::screen,
        AccessRole::viewer, AccessRole::rep, AccessRole::manager, AccessRole::admin})
    EXPECT_EQ(access_role(name_of(role)), role) << name_of(role);
}

TEST(AccessRole, AnUnknownNameIsNone) {
  for (const auto* name : {"", "owner", "Admin", "admin ", "revoked"})
    EXPECT_EQ(access_role(name), AccessRole::none) << name;
}

}  // namespace
}  // namespace dealbell::core
