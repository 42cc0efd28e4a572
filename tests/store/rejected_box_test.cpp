#include <gmock/gmock.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Rejected;
using ::testing::ElementsAre;

Rejected rejected(std::string body = "{}") {
  Rejected r;
  r.at = from_ms(1'795'400'000'000);
  r.source = "hubspot";
  r.code = "bad_value";
  r.message = "there is no such day";
  r.pointer = "/deal/close_date";
  r.bytes = static_cast<std::int64_t>(body.size());
  r.hash = "9f86d081";
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
  std::int64_t count() { return must(ledger().rejected_count()); }
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
  EXPECT_EQ(kept.hash, "9f86d081");
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

TEST_F(RejectedBox, KeepsTenThousandRowsAndDropsTheOldest) {
  must(ledger().reject(std::vector<Rejected>(10'003, rejected())));

  EXPECT_EQ(count(), 10'000);
  EXPECT_EQ(ledger().rejected_one(3).error().code, Errc::not_found);
  EXPECT_TRUE(ledger().rejected_one(4));

  reopen();
  must(ledger().reject(rejected()));
  EXPECT_EQ(count(), 10'000);
  EXPECT_THAT(ids(0, 1), ElementsAre(10'004)) << "ids continue";
}

TEST_F(RejectedBox, KeepsAQuarterOfAGigabyteOfBodiesAndDropsTheOldest) {
  const std::vector<Rejected> large(64, rejected(std::string(1 << 20, 'x')));
  for (int i = 0; i < 4; ++i) must(ledger().reject(large));
  ASSERT_EQ(count(), 256);
  reopen();

  must(ledger().reject(rejected("one byte too many, and more")));

  EXPECT_EQ(count(), 256);
  EXPECT_EQ(ledger().rejected_one(1).error().code, Errc::not_found);
}

TEST_F(RejectedBox, CutsALongBodyBetweenTwoCharacters) {
  const std::string most((1 << 20) - 1, 'x');
  const auto id = must(ledger().reject(rejected(most + "ü and more")));

  const auto kept = must(ledger().rejected_one(id));

  EXPECT_EQ(kept.body, most);
  EXPECT_EQ(kept.bytes, (1 << 20) + 10) << "the size as received";
}

TEST_F(RejectedBox, CutsInvalidUtf8AtTheLimit) {
  const auto id = must(ledger().reject(rejected(std::string(2 << 20, '\x80'))));

  EXPECT_EQ(must(ledger().rejected_one(id)).body.size(), 1u << 20);
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
  must(ledger().reject(std::vector<Rejected>(20, rejected(std::string(1 << 20, 'x')))));

  const auto first = waiting("hubspot", 0);

  EXPECT_EQ(first.size(), 16u);
  EXPECT_EQ(waiting("hubspot", first.back()).size(), 4u);
}

}  // namespace
}  // namespace dealbell::test
