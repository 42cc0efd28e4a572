#include "intake/repeat_key.hpp"

#include <gtest/gtest.h>

namespace dealbell::test {
namespace {

using intake::Delivery;
using intake::repeat_key;

Delivery delivery() {
  return {"POST",
          "/hooks/crm?region=eu",
          {{"content-type", "application/json"},
           {"webhook-id", "msg_1"},
           {"webhook-timestamp", "1795400000"},
           {"webhook-signature", "v1,abc"},
           {"x-forwarded-for", "192.0.2.1"}},
          R"({"id":7,"attemptNumber":0,"amount":"x"})"};
}

TEST(RepeatKey, IsTheSameForAnotherAttempt) {
  auto again = delivery();
  again.headers = {{"webhook-id", "msg_1"},
                   {"content-type", "application/json"},
                   {"webhook-timestamp", "1795400600"},
                   {"webhook-signature", "v1,def"},
                   {"x-request-id", "0f3c"}};
  again.body = R"({"id":7,"attemptNumber":12,"amount":"x"})";

  EXPECT_EQ(repeat_key(again), repeat_key(delivery()));
}

TEST(RepeatKey, DiffersWhereAMappingCouldTellDeliveriesApart) {
  auto other_id = delivery(), other_header = delivery(), other_target = delivery(),
       other_body = delivery(), other_number = delivery();
  other_id.headers[1].second = "msg_2";
  other_header.headers.emplace_back("x-topic", "deal.deleted");
  other_target.target = "/hooks/crm?region=us";
  other_body.body.back() = ' ';
  other_number.body = R"({"id":8,"attemptNumber":0,"amount":"x"})";

  for (const auto& other : {other_id, other_header, other_target, other_body, other_number})
    EXPECT_NE(repeat_key(other), repeat_key(delivery()));
}

TEST(RepeatKey, ReadsAnyBody) {
  for (const auto* body : {"", "\":", "\"attempt\":", "\"attempt\": ", "attempt\":5"}) {
    auto odd = delivery();
    odd.body = body;
    EXPECT_EQ(repeat_key(odd).size(), 32u);
  }
}

}  // namespace
}  // namespace dealbell::test
