#include <gmock/gmock.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Rejected;
using ::testing::ElementsAre;

// Each is another delivery: its hash is new.
Rejected rejected(std::string body = "{}") {
  static int made = 0;
  Rejected r;
  r.at = from_ms(1'795'400'000'000);
  r.source = "hubspot";
  r.code = "bad_value";
  r.message = "there is no such day";
  r.pointer = "/deal/close_date";
  r.bytes = static_cast<std::int64_t>(body.size());
  r.hash = "9f86d081" + std::to_string(++made);
  r.body = std::move(body);
  return r;
}

class RejectedBox : public LedgerTest {
 protected:
  std::vector<std::int64_t> ids(std::int64_t before, int limit) {
    std::vector<std::int64_t> found;
    for (const auto& r : must(ledger().rejected(before, limit))) found.push_back(r.id);
    return found;
  }
  std::vector<std::int64_t> ids_of(std::string_view source, std::int64_t before, int limit) {
    std::vector<std::int64_t> found;
    for (const auto& r : must(ledger().rejected(before, limit, source))) found.push_back(r.id);
    return found;
  }
  std::vector<std::int64_t> waiting(std::string_view source, std::int64_t after) {
    std::vector<std::int64_t> found;
    for (const auto& r : must(ledger().waiting_rejected(source, after))) found.push_back(r.id);
    return found;
  }
  void put_of(const std::vector<std::string>& sources) {
    for (const auto& source : sources) {
      auto r = rejected();
      r.source = source;
      must(ledger().reject(r));
    }
  }
  std::int64_t count() { return must(ledger().rejected_fill()).rows; }
};

TEST_F(RejectedBox, KeepsARejectedEventAcrossARestart) {
  const std::string body("not \0 json \xff", 12);
  const auto id = must(ledger().reject(rejected(body)));

  reopen();

  const auto kept = must(ledger().rejected_one(id));
  EXPECT_EQ(kept.id, id);
  EXPECT_EQ(kept.at, from_ms(1'795'400'000'000));
  EXPECT_EQ(kept.source, "hubspot");
  EXPECT_EQ(kept.code, "bad_value");
  EXPECT_EQ(kept.message, "there is no such day");
  EXPECT_EQ(kept.pointer, "/deal/close_date");
  EXPECT_EQ(kept.bytes, 12);
  EXPECT_THAT(kept.hash, ::testing::StartsWith("9f86d081"));
  EXPECT_EQ(kept.times, 1);
  EXPECT_EQ(kept.last_at, kept.at);
  EXPECT_EQ(kept.body, body);
  EXPECT_EQ(kept.replayed_as, std::nullopt);
  EXPECT_EQ(count(), 1);
}

TEST_F(RejectedBox, PagesFromTheNewest) {
  for (int i = 0; i < 5; ++i) must(ledger().reject(rejected()));

  EXPECT_THAT(ids(0, 2), ElementsAre(5, 4));
  EXPECT_THAT(ids(4, 2), ElementsAre(3, 2));
  EXPECT_THAT(ids(2, 2), ElementsAre(1));
  EXPECT_THAT(ids(0, -1), ElementsAre());
}

TEST_F(RejectedBox, AcceptsSeveralAtOnceInOrder) {
  const std::vector<Rejected> batch{rejected("1"), rejected("2"), rejected("3")};

  const auto last = must(ledger().reject(batch));

  EXPECT_EQ(last, 3);
  EXPECT_EQ(must(ledger().rejected_one(1)).body, "1");
}

TEST_F(RejectedBox, RemembersTheSeqOfAReplay) {
  const auto id = must(ledger().reject(rejected()));

  must(ledger().mark_replayed(id, 77));

  EXPECT_EQ(must(ledger().rejected_one(id)).replayed_as, 77u);
}

TEST_F(RejectedBox, AnUnknownRowIsNotFound) {
  EXPECT_EQ(ledger().rejected_one(1).error().code, Errc::not_found);
  EXPECT_EQ(ledger().mark_replayed(1, 1).error().code, Errc::not_found);
}

std::vector<Rejected> many(int n, const std::string& body = "{}") {
  std::vector<Rejected> rows;
  for (int i = 0; i < n; ++i) rows.push_back(rejected(body));
  return rows;
}

TEST_F(RejectedBox, KeepsWhateverWaitsHoweverManyRowsThereAre) {
  must(ledger().reject(many(10'003)));

  EXPECT_EQ(count(), 10'003);
  EXPECT_TRUE(ledger().rejected_one(1));

  reopen();
  must(ledger().reject(rejected()));
  EXPECT_EQ(count(), 10'004);
  EXPECT_THAT(ids(0, 1), ElementsAre(10'004)) << "ids continue";
}

TEST_F(RejectedBox, KeepsTenThousandDecidedRowsAndDropsTheOldestOfThem) {
  must(ledger().reject(many(10'004)));
  must(ledger().mark_replayed(1, 7));
  for (std::int64_t after = 3, next = 1; next > 0; after = next)
    next = must(ledger().dismiss_rejected("hubspot", std::nullopt, after, 10'003)).next;

  EXPECT_EQ(ledger().rejected_one(1).error().code, Errc::not_found);
  EXPECT_TRUE(ledger().rejected_one(2)) << "it waits";
  EXPECT_TRUE(ledger().rejected_one(3));
  EXPECT_EQ(count(), 10'003);
}

TEST_F(RejectedBox, RefusesASourceThatHasFilledItsShareAndTakesFromTheOthers) {
  reopen({.rejected_bytes_max = 40 << 10});
  ledger().set_rejected_senders({"hubspot", "stripe"});

  must(ledger().reject(many(19)));
  const auto refused = ledger().reject(many(2));

  EXPECT_EQ(refused.error().code, Errc::rejected_box_full);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("hubspot"));
  EXPECT_EQ(count(), 19) << "nothing of a refused call is kept";
  put_of({"stripe"});
  EXPECT_EQ(count(), 20);
}

TEST_F(RejectedBox, WhatWasAcknowledgedBeforeIsKeptInAFullBoxToo) {
  reopen({.rejected_bytes_max = 4 << 10});
  ASSERT_EQ(ledger().reject(many(5)).error().code, Errc::rejected_box_full);

  must(ledger().reject(many(5), store::Room::guaranteed));

  EXPECT_EQ(count(), 5);
}

TEST_F(RejectedBox, ADecisionMakesRoomAlsoAfterARestart) {
  const store::Options small{.rejected_bytes_max = 4 << 10};
  reopen(small);
  must(ledger().reject(many(3)));
  reopen(small);
  ASSERT_EQ(ledger().reject(rejected()).error().code, Errc::rejected_box_full);

  must(ledger().mark_replayed(2, 0));

  EXPECT_TRUE(ledger().reject(rejected()));
  EXPECT_EQ(ledger().reject(rejected()).error().code, Errc::rejected_box_full);
  const auto fill = must(ledger().rejected_fill());
  ASSERT_EQ(fill.waiting.size(), 1u);
  EXPECT_EQ(fill.waiting[0].source, "hubspot");
  EXPECT_EQ(fill.waiting[0].rows, 3);
}

TEST_F(RejectedBox, ARepetitionStandsOnceWithACountAndNeedsNoRoom) {
  reopen({.rejected_bytes_max = 4 << 10});
  auto again = rejected();
  must(ledger().reject(again));
  must(ledger().reject(many(2)));
  again.at += std::chrono::minutes(5);
  again.message = "there is still no such day";

  EXPECT_EQ(must(ledger().reject(again)), 1);

  const auto kept = must(ledger().rejected_one(1));
  EXPECT_EQ(kept.times, 2);
  EXPECT_EQ(kept.at, from_ms(1'795'400'000'000)) << "when it came first";
  EXPECT_EQ(kept.last_at, again.at);
  EXPECT_EQ(kept.message, again.message);
  EXPECT_EQ(count(), 3);
}

TEST_F(RejectedBox, OnlyWhatWaitsIsARepetitionAndOnlyOfItsSource) {
  auto again = rejected();
  must(ledger().reject(again));
  must(ledger().mark_replayed(1, 0));

  EXPECT_EQ(must(ledger().reject(again)), 2);
  again.source = "stripe";
  EXPECT_EQ(must(ledger().reject(again)), 3);
  again.repeat_key = "another delivery of the same body";
  EXPECT_EQ(must(ledger().reject(again)), 4);
}

TEST_F(RejectedBox, DismissesWhatHasTheSameReason) {
  put_of({"a", "b", "a"});
  auto other = rejected();
  other.source = "a";
  other.message = "no id";
  must(ledger().reject(other));
  put_of({"a"});
  const auto first = must(ledger().rejected_one(1));
  const store::Reason reason{first.code, first.message, first.pointer};

  const auto done = must(ledger().dismiss_rejected("a", reason, 0, 4));

  EXPECT_EQ(done.rows, 2);
  EXPECT_EQ(done.next, 0);
  EXPECT_THAT(waiting("a", 0), ElementsAre(4, 5)) << "another reason; came later";
  EXPECT_THAT(waiting("b", 0), ElementsAre(2));
}

TEST_F(RejectedBox, WarnsAtHalfOfAShareAndOnceWhenItIsFull) {
  reopen({.rejected_bytes_max = 100 << 10});
  ::testing::internal::CaptureStderr();
  must(ledger().reject(many(45)));
  const auto quiet = ::testing::internal::GetCapturedStderr();
  ::testing::internal::CaptureStderr();
  must(ledger().reject(many(10)));
  must(ledger().reject(many(1)));
  const auto half = ::testing::internal::GetCapturedStderr();
  ::testing::internal::CaptureStderr();
  for (int i = 0; i < 2; ++i) ASSERT_FALSE(ledger().reject(many(90)));
  const auto full = ::testing::internal::GetCapturedStderr();

  EXPECT_EQ(quiet, "");
  EXPECT_THAT(half, ::testing::ContainsRegex("hubspot has 55 items .* 56 % of its share"));
  EXPECT_EQ(std::count(half.begin(), half.end(), '\n'), 1);
  EXPECT_THAT(full, ::testing::HasSubstr("refused with 503"));
  EXPECT_EQ(std::count(full.begin(), full.end(), '\n'), 1);
}

TEST_F(RejectedBox, RequestsOfStrangersAreInATableOfTheirOwn) {
  reopen({.sync = false});
  must(ledger().refuse({.at = from_ms(5),
                        .source = "api",
                        .code = "unauthorized",
                        .message = "A valid token is required, from 192.0.2.7",
                        .bytes = 12}));
  for (int i = 0; i < 10'001; ++i) must(ledger().refuse({.message = std::to_string(i)}));

  const auto newest = must(ledger().refused(0, 2));

  EXPECT_EQ(count(), 0);
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest[0].message, "10000");
  const auto last = must(ledger().refused(4, 10));
  ASSERT_EQ(last.size(), 1u) << "the two oldest are gone";
  EXPECT_EQ(last[0].message, "1");
}

TEST_F(RejectedBox, RemovingAPersonReachesBothTables) {
  auto r = rejected(R"({"owner":"Zo\u00eb Tanaka","title":"Anastasia AG","amount":"x"})");
  r.request = R"({"target":"/hooks/x?by=zo%C3%AB+tanaka"})";
  r.message = "\"Zo\u00eb Tanaka\" is no amount";
  const auto named = must(ledger().reject(r));
  const auto other = must(ledger().reject(rejected(R"({"owner":"ben"})")));
  must(ledger().refuse({.message = "A valid token is required, from ana.example.com"}));
  const std::vector<std::string> words{"Zo\xc3\xab Tanaka", "ana"};

  EXPECT_EQ(must(ledger().remove_from_rejected(words, 0)), 0);

  const auto kept = must(ledger().rejected_one(named));
  EXPECT_EQ(kept.body, R"({"owner":"removed","title":"Anastasia AG","amount":"x"})");
  EXPECT_EQ(kept.request, R"({"target":"/hooks/x?by=removed"})");
  EXPECT_EQ(kept.message, "\"removed\" is no amount");
  EXPECT_EQ(must(ledger().rejected_one(other)).body, R"({"owner":"ben"})");
  EXPECT_EQ(must(ledger().refused(0, 1))[0].message,
            "A valid token is required, from removed.example.com");
  EXPECT_THAT(waiting("hubspot", 0), ElementsAre(named, other));
}

TEST_F(RejectedBox, RemovingAPersonGoesOnWhereItStopped) {
  must(ledger().reject(many(20, "ana " + std::string(1 << 20, 'x').substr(4))));
  const std::vector<std::string> words{"ANA"};

  const auto next = must(ledger().remove_from_rejected(words, 0));
  EXPECT_EQ(next, 16);
  EXPECT_EQ(must(ledger().remove_from_rejected(words, next)), 0);

  for (const auto& row : must(ledger().rejected(0, 100)))
    EXPECT_THAT(row.body, ::testing::StartsWith("removed x"));
}

TEST_F(RejectedBox, CutsALongBodyBetweenTwoCharacters) {
  const std::string most((32 << 20) - 1, 'x');
  const auto id = must(ledger().reject(rejected(most + "ü and more")));

  const auto kept = must(ledger().rejected_one(id));

  EXPECT_TRUE(kept.body == most) << kept.body.size();
  EXPECT_EQ(kept.bytes, (32 << 20) + 10) << "the size as received";
}

TEST_F(RejectedBox, CutsInvalidUtf8AtTheLimit) {
  const auto id = must(ledger().reject(rejected(std::string(33 << 20, '\x80'))));

  EXPECT_EQ(must(ledger().rejected_one(id)).body.size(), 32u << 20);
}

TEST_F(RejectedBox, AListShowsTheBeginningOfALongBody) {
  must(ledger().reject(rejected(std::string(100'000, 'x'))));

  EXPECT_EQ(must(ledger().rejected(0, 1)).at(0).body.size(), 65'536u);
  EXPECT_EQ(must(ledger().rejected_one(1)).body.size(), 100'000u);
}

TEST_F(RejectedBox, KeepsTheRequestOfAWebhook) {
  auto r = rejected();
  r.request = R"({"method":"POST","target":"/hooks/hubspot"})";
  must(ledger().reject(r));
  r.request = std::string(70'000, ' ');
  r.repeat_key = "another";
  must(ledger().reject(r));

  reopen();

  EXPECT_EQ(must(ledger().rejected_one(1)).request,
            R"({"method":"POST","target":"/hooks/hubspot"})");
  EXPECT_EQ(must(ledger().rejected_one(2)).request, "") << "half of it would not be JSON";
}

TEST_F(RejectedBox, PagesThroughOneSource) {
  put_of({"a", "b", "a", "b", "a"});

  EXPECT_THAT(ids_of("a", 0, 2), ElementsAre(5, 3));
  EXPECT_THAT(ids_of("a", 3, 2), ElementsAre(1));
  EXPECT_THAT(ids_of("c", 0, 2), ElementsAre());
}

TEST_F(RejectedBox, ListsRowsOfASourceThatWereNotReplayedOldestFirst) {
  put_of({"a", "b", "a", "a"});
  must(ledger().mark_replayed(3, 77));

  EXPECT_THAT(waiting("a", 0), ElementsAre(1, 4));
  EXPECT_THAT(waiting("a", 1), ElementsAre(4));
  EXPECT_THAT(waiting("a", 4), ElementsAre());
}

TEST_F(RejectedBox, ListsThemInPagesOfBoundedSize) {
  must(ledger().reject(many(20, std::string(1 << 20, 'x'))));

  const auto first = waiting("hubspot", 0);

  EXPECT_EQ(first.size(), 16u);
  EXPECT_EQ(waiting("hubspot", first.back()).size(), 4u);
}

}  // namespace
}  // namespace dealbell::test
