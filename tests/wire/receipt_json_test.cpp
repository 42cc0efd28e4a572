#include "wire/receipt_json.hpp"

#include <gtest/gtest.h>

namespace dealbell::wire {
namespace {

TEST(ReceiptJson, WithoutWaitingEvents) {
  EXPECT_EQ(write_receipt({1, 1295, 1, 0, {}}),
            R"({"log":1,"seq":1295,"accepted":1,"duplicates":0,"rejected":[]})");
}

TEST(ReceiptJson, ListsRejectedEvents) {
  EXPECT_EQ(
      write_receipt({1, 7, 0, 2, {{3, error(Errc::wrong_type, "no \"text\"", "/deal/amount")}}}),
      R"({"log":1,"seq":7,"accepted":0,"duplicates":2,"rejected":[)"
      R"({"index":3,"code":"wrong_type","message":"no \"text\"","pointer":"/deal/amount"}]})");
}

TEST(ReceiptJson, HasItsIdWhileEventsWait) {
  Receipt receipt{3, 7, 0, 1, {}};
  receipt.id = "n1-88";
  receipt.waiting = 2;
  EXPECT_EQ(write_receipt(receipt),
            R"({"receipt":"n1-88","log":3,"seq":null,"accepted":0,"duplicates":1,"waiting":2,)"
            R"("rejected":[]})");
}

TEST(ReceiptJson, HasItsSeqOnceNoEventWaits) {
  Receipt receipt{3, 7, 1, 0, {}};
  receipt.id = "n1-88";
  EXPECT_EQ(write_receipt(receipt),
            R"({"receipt":"n1-88","log":3,"seq":7,"accepted":1,"duplicates":0,"rejected":[]})");
}

}  // namespace
}  // namespace dealbell::wire
