#include "store/delivery_log.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using namespace std::chrono_literals;
using store::DeliveryLog;
using store::LoggedDelivery;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant noon = from_ms(1'795'435'200'000);  // on the hour

LoggedDelivery delivery(std::string source = "hubspot",
                        DeliveryOutcome outcome = DeliveryOutcome::accepted, Instant at = noon) {
  LoggedDelivery d;
  d.at = at;
  d.source = std::move(source);
  d.outcome = outcome;
  d.request = "{}";
  d.body = "[]";
  d.bytes = 2;
  return d;
}

class DeliveryLogTest : public ::testing::Test {
 protected:
  DeliveryLogTest() { reopen(); }

  void reopen(const store::DeliveryLogOptions& options = {}) {
    log_.reset();
    log_.emplace(must(DeliveryLog::open(dir_.path(), options)));
  }
  void close() { log_.reset(); }
  DeliveryLog& log() { return *log_; }

  void append(const std::vector<LoggedDelivery>& deliveries) { must(log().append(deliveries)); }
  void append(int times, const LoggedDelivery& d) {
    append(std::vector<LoggedDelivery>(static_cast<std::size_t>(times), d));
  }

  std::vector<std::int64_t> ids(const DeliveryLog::Query& query = {}) {
    std::vector<std::int64_t> found;
    for (const auto& d : must(log().page(query))) found.push_back(d.id);
    return found;
  }

  // Prunes until nothing is left to delete; the number of calls.
  int prune(Instant now = noon) {
    int pieces = 1;
    while (must(log().prune(now))) ++pieces;
    return pieces;
  }

  std::string file() const { return dir_.path() + "/deliveries.db"; }
  void with_sqlite(const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(file().c_str(), &handle);
    const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    ASSERT_EQ(code, SQLITE_OK) << sql;
  }

  ScratchDir dir_;

 private:
  std::optional<DeliveryLog> log_;
};

TEST_F(DeliveryLogTest, KeepsADeliveryWholeAcrossARestart) {
  auto d = delivery("hubspot", DeliveryOutcome::rejected, noon + 5min);
  d.status = 202;
  d.latency_us = 1'234;
  d.events = 3;
  d.detail = "no stage of this name";
  d.request = R"({"method":"POST"})";
  d.body = std::string("{\0\xff}", 4);
  d.bytes = 4;
  append({d});

  reopen();

  const auto kept = must(log().one(1));
  EXPECT_EQ(kept.at, noon + 5min);
  EXPECT_EQ(kept.source, "hubspot");
  EXPECT_EQ(kept.outcome, DeliveryOutcome::rejected);
  EXPECT_EQ(kept.status, 202);
  EXPECT_EQ(kept.latency_us, 1'234);
  EXPECT_EQ(kept.events, 3);
  EXPECT_EQ(kept.detail, "no stage of this name");
  EXPECT_EQ(kept.request, R"({"method":"POST"})");
  EXPECT_EQ(kept.body, d.body);
  EXPECT_EQ(kept.bytes, 4);
}

TEST_F(DeliveryLogTest, PagesFromTheNewestBySourceAndOutcome) {
  using enum DeliveryOutcome;
  append({delivery("a"), delivery("b"), delivery("a", ignored), delivery("b", ignored),
          delivery("a")});

  EXPECT_THAT(ids(), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(ids({.limit = 2}), ElementsAre(5, 4));
  EXPECT_THAT(ids({.before_id = 4, .limit = 2}), ElementsAre(3, 2));
  EXPECT_THAT(ids({.source = "a"}), ElementsAre(5, 3, 1));
  EXPECT_THAT(ids({.outcome = ignored}), ElementsAre(4, 3));
  EXPECT_THAT(ids({.source = "a", .outcome = accepted, .before_id = 5}), ElementsAre(1));
  EXPECT_THAT(ids({.source = "c"}), IsEmpty());
}

TEST_F(DeliveryLogTest, AListHasNoBodies) {
  append({delivery()});

  const auto rows = must(log().page({}));

  EXPECT_EQ(rows.at(0).body, "");
  EXPECT_EQ(rows.at(0).request, "");
  EXPECT_EQ(rows.at(0).bytes, 2);
}

TEST_F(DeliveryLogTest, AnUnknownDeliveryIsNotFound) {
  EXPECT_EQ(log().one(1).error().code, Errc::not_found);
}

TEST_F(DeliveryLogTest, CountsByHourSourceAndOutcome) {
  using enum DeliveryOutcome;
  append({delivery("a", accepted, noon), delivery("a", accepted, noon + 59min),
          delivery("a", ignored, noon + 1min)});
  append({delivery("a", accepted, noon + 3min), delivery("b", accepted, noon + 1h)});

  const auto hours = must(log().hours(noon));

  ASSERT_EQ(hours.size(), 3u);
  EXPECT_EQ(hours[0].hour, noon);
  EXPECT_EQ(hours[0].source, "a");
  EXPECT_EQ(hours[0].outcome, accepted);
  EXPECT_EQ(hours[0].count, 3);
  EXPECT_EQ(hours[1].outcome, ignored);
  EXPECT_EQ(hours[2].hour, noon + 1h);
  EXPECT_EQ(must(log().hours(noon + 1h)).size(), 1u);
}

TEST_F(DeliveryLogTest, DeletesOldRowsAndKeepsTheirHoursForAYear) {
  append({delivery("a", DeliveryOutcome::accepted, noon), delivery(), delivery()});
  append({delivery("b", DeliveryOutcome::accepted, noon + 24h)});

  prune(noon + std::chrono::days{30});
  EXPECT_THAT(ids(), ElementsAre(4, 3, 2, 1)) << "thirty days are not over yet";
  prune(noon + std::chrono::days{30} + 1ms);
  EXPECT_THAT(ids(), ElementsAre(4));
  EXPECT_EQ(log().one(1).error().code, Errc::not_found);
  EXPECT_EQ(must(log().hours(noon)).size(), 3u);

  prune(noon + std::chrono::days{367});
  EXPECT_EQ(must(log().hours({})).size(), 1u);
}

TEST_F(DeliveryLogTest, DeletesTheOldestBodiesBeyondTheLimitAndKeepsTheirRows) {
  reopen({.content_bytes_max = 10});
  append(3, delivery());  // four bytes each, request and body

  prune();

  EXPECT_THAT(ids(), ElementsAre(3, 2, 1));
  EXPECT_EQ(must(log().one(1)).body, "");
  EXPECT_EQ(must(log().one(1)).request, "");
  EXPECT_EQ(must(log().one(2)).body, "[]");
}

TEST_F(DeliveryLogTest, DeletesTheOldestRowsBeyondTheLimit) {
  reopen({.rows_max = 2});
  append(5, delivery());

  prune();

  EXPECT_THAT(ids(), ElementsAre(5, 4));
}

TEST_F(DeliveryLogTest, StrangersDoNotTakeTheRoomOfOthers) {
  reopen({.rows_max = 40});
  append(3, delivery());
  auto stranger = delivery("hubspot", DeliveryOutcome::unauthorized);
  stranger.request = stranger.body = {};
  append(1'000, stranger);

  prune();

  EXPECT_THAT(ids({.outcome = DeliveryOutcome::accepted}), ElementsAre(3, 2, 1));
  EXPECT_EQ(ids().size(), 40u);
  EXPECT_EQ(ids().front(), 1'003);
  append(38, delivery());
  prune();
  EXPECT_THAT(ids({.outcome = DeliveryOutcome::unauthorized}), ElementsAre(1'003, 1'002))
      << "a twentieth";
  EXPECT_EQ(ids().size(), 40u);
}

TEST_F(DeliveryLogTest, DeletesABoundedPieceAtATime) {
  reopen({.rows_max = 1});
  append(1'201, delivery());

  EXPECT_TRUE(must(log().prune(noon)));
  EXPECT_THAT(ids({.before_id = 502}), ElementsAre(501)) << "five hundred are gone";

  EXPECT_EQ(prune(), 3);
  EXPECT_THAT(ids(), ElementsAre(1'201));
}

TEST_F(DeliveryLogTest, DeletesLargeBodiesInSmallerPieces) {
  reopen({.content_bytes_max = 0});
  auto large = delivery();
  large.body = std::string(1 << 20, 'x');
  append(40, large);

  EXPECT_TRUE(must(log().prune(noon)));

  EXPECT_EQ(must(log().one(16)).body, "");
  EXPECT_NE(must(log().one(17)).body, "");
}

TEST_F(DeliveryLogTest, RemembersItsSizeAcrossARestart) {
  append(3, delivery());

  reopen({.content_bytes_max = 8, .rows_max = 3});
  prune();

  EXPECT_THAT(ids(), ElementsAre(3, 2, 1));
  EXPECT_EQ(must(log().one(1)).body, "");
  EXPECT_EQ(must(log().one(2)).body, "[]");
}

TEST_F(DeliveryLogTest, StopsDeletingWhenItsSumIsWrong) {
  append(3, delivery());
  close();
  with_sqlite("UPDATE total SET content_bytes = 1000");

  reopen({.content_bytes_max = 100});

  EXPECT_EQ(prune(), 2) << "one piece with all there is, one that finds nothing";
}

TEST_F(DeliveryLogTest, NeverReusesAnId) {
  reopen({.keep = std::chrono::days{0}});
  append({delivery()});
  prune(noon + 1h);

  append({delivery()});

  EXPECT_THAT(ids(), ElementsAre(2));
}

TEST_F(DeliveryLogTest, ReplacesAFileThatIsNoDatabase) {
  close();
  std::ofstream(file(), std::ios::trunc) << std::string(8192, '?');

  reopen();
  append({delivery()});

  EXPECT_THAT(ids(), ElementsAre(1));
  EXPECT_EQ(std::filesystem::file_size(file() + ".aside"), 8192u);
}

TEST_F(DeliveryLogTest, ReplacesAFileOfANewerProgram) {
  append({delivery()});
  close();
  with_sqlite("PRAGMA user_version = 2");

  reopen();

  EXPECT_THAT(ids(), IsEmpty());
  EXPECT_TRUE(std::filesystem::exists(file() + ".aside"));
}

TEST_F(DeliveryLogTest, DoesNotTouchAFileThatIsInUse) {
  append({delivery()});

  const auto second = DeliveryLog::open(dir_.path(), {});

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::conflict);
  EXPECT_FALSE(std::filesystem::exists(file() + ".aside"));
}

TEST_F(DeliveryLogTest, ReplacesAFileWithMissingTables) {
  close();
  with_sqlite("DROP TABLE total");

  reopen();
  append({delivery()});

  EXPECT_THAT(ids(), ElementsAre(1));
}

TEST_F(DeliveryLogTest, StartsOverWhenDamageIsFoundLater) {
  append({delivery()});
  close();

  auto fresh = must(DeliveryLog::start_over(dir_.path(), {}, error(Errc::corrupt, "a bad page")));

  EXPECT_THAT(must(fresh.page({})), IsEmpty());
}

TEST_F(DeliveryLogTest, ReturnsTheSizeOfItsFiles) {
  append({delivery()});

  EXPECT_GT(log().file_bytes(), 4096);
}

}  // namespace
}  // namespace dealbell::test
