#include "app/webhooks/source_monitor.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <fstream>

#include "support/store/scratch_dir.hpp"

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;
using intake::SourceState;
using store::DeliveryLog;
using store::DeliveryOutcome;
using store::LoggedDelivery;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Instant noon = from_ms(1'795'435'200'000);

LoggedDelivery delivery(const std::string& source, Instant at,
                        DeliveryOutcome outcome = DeliveryOutcome::accepted) {
  LoggedDelivery d;
  d.at = at;
  d.source = source;
  d.outcome = outcome;
  d.latency_us = 2'000;
  d.body = "{}";
  return d;
}

class SourceMonitorTest : public ::testing::Test {
 protected:
  SourceMonitorTest() { reopen(); }

  void reopen() {
    watch_.reset();
    SourceMonitorOptions options;
    options.now = [this] { return now_.load(); };
    watch_.emplace(dir_.path(), metrics_, options);
    watch_->configure({{"crm", "Our CRM"}, {"shop", ""}});
  }

  void note(const std::string& source, DeliveryOutcome outcome = DeliveryOutcome::accepted,
            int times = 1) {
    for (int i = 0; i < times; ++i) watch_->note(delivery(source, now_, outcome));
  }

  template <class Use>
  auto ask(Use use) {
    boost::asio::io_context loop;
    auto answer = boost::asio::co_spawn(loop, watch_->with_log(use), boost::asio::use_future);
    loop.run();
    return answer.get();
  }
  std::vector<std::int64_t> logged() {
    const auto rows = ask([](const DeliveryLog& log) { return log.page({}); });
    std::vector<std::int64_t> ids;
    if (rows)
      for (const auto& row : *rows) ids.push_back(row.id);
    return ids;
  }

  intake::HealthReading health(const std::string& source) {
    for (const auto& report : watch_->health(now_))
      if (report.id == source) return report.health;
    ADD_FAILURE() << source << " is not configured";
    return {};
  }

  test::ScratchDir dir_;
  std::atomic<Instant> now_ = noon;
  ops::Metrics metrics_{"test", {{"accepted", "unauthorized"}, {"stale"}, {}}};
  std::optional<SourceMonitor> watch_;
};

TEST_F(SourceMonitorTest, AQueryOfTheLogSeesEveryDeliveryNotedBefore) {
  note("crm");
  note("shop");

  EXPECT_THAT(logged(), ElementsAre(2, 1));
  EXPECT_GT(watch_->counts().log_bytes, 0);
}

TEST_F(SourceMonitorTest, NotedDeliveriesSurviveARestart) {
  note("crm", DeliveryOutcome::accepted, 1'000);

  reopen();

  EXPECT_EQ(logged().front(), 1'000);
}

TEST_F(SourceMonitorTest, ReportsTheHealthOfEachConfiguredSource) {
  note("crm");

  const auto reports = watch_->health(now_);

  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].id, "crm");
  EXPECT_EQ(reports[0].title, "Our CRM");
  EXPECT_EQ(reports[0].health.state, SourceState::ok);
  EXPECT_EQ(reports[1].health.state, SourceState::never);
}

TEST_F(SourceMonitorTest, TheHealthOfASourceSurvivesARestart) {
  note("crm");
  now_ = noon + 10min;
  note("crm", DeliveryOutcome::rejected, 11);
  note("crm", DeliveryOutcome::unauthorized, 1'500);

  reopen();

  const auto crm = health("crm");
  EXPECT_EQ(crm.state, SourceState::failing);
  EXPECT_EQ(crm.last, noon + 10min);
  EXPECT_EQ(crm.last_accepted, noon);
  EXPECT_EQ(crm.per_hour, 12);
  EXPECT_DOUBLE_EQ(*crm.error_share, 11.0 / 12);
  EXPECT_EQ(crm.signature_failures, 1'000) << "the most that are counted";
}

TEST_F(SourceMonitorTest, LearnsTheNormalRateAndReportsASilence) {
  for (int hour = 0; hour <= 8 * 24; ++hour) {
    now_ = noon + std::chrono::hours{hour};
    note("crm", DeliveryOutcome::accepted, 4);
    note("crm", DeliveryOutcome::unauthorized, 9);
  }
  watch_->look_after();

  EXPECT_DOUBLE_EQ(*health("crm").normal_per_hour, 4)
      << "unauthenticated requests are not part of the normal rate";
  EXPECT_EQ(health("shop").normal_per_hour, std::nullopt);
  now_ = now_.load() + 1h + 44min;
  EXPECT_EQ(health("crm").state, SourceState::ok);
  now_ = now_.load() + 1min;
  EXPECT_EQ(health("crm").state, SourceState::silent);
}

TEST_F(SourceMonitorTest, ARequestThatWasRefusedBeforeAuthenticationDoesNotChangeTheHealth) {
  auto multipart = delivery("crm", noon, DeliveryOutcome::refused);
  multipart.status = 415;
  watch_->note(multipart);
  EXPECT_EQ(health("crm").state, SourceState::never);
  EXPECT_EQ(health("crm").signature_failures, 0);

  auto full = delivery("crm", noon, DeliveryOutcome::refused);
  full.status = 503;
  watch_->note(full);
  EXPECT_DOUBLE_EQ(*health("crm").error_share, 1);
}

TEST_F(SourceMonitorTest, CountsGapsInTheSendersSequenceNumbers) {
  const std::vector<std::int64_t> first{1, 2}, second{5};
  watch_->note(delivery("crm", noon), first);
  watch_->note(delivery("crm", noon), second);

  now_ = noon + 5min;
  EXPECT_EQ(health("crm").missing, 2);
}

TEST_F(SourceMonitorTest, DropsDeliveriesAfterTheRetentionPeriod) {
  note("crm", DeliveryOutcome::accepted, 3);
  now_ = noon + std::chrono::days{31};
  note("crm");

  watch_->look_after();

  EXPECT_THAT(logged(), ElementsAre(4));
}

TEST_F(SourceMonitorTest, AReconfigurationKeepsTheHealthOfSourcesThatRemain) {
  const std::vector<std::int64_t> numbers{1, 3};
  watch_->note(delivery("crm", noon), numbers);
  note("shop");

  watch_->configure({{"crm", "Another title"}, {"desk", ""}});
  now_ = noon + 5min;

  EXPECT_EQ(watch_->health(now_).size(), 2u);
  EXPECT_EQ(watch_->health(now_)[0].title, "Another title");
  EXPECT_EQ(health("crm").missing, 1);
  watch_->configure({{"shop", ""}});
  EXPECT_EQ(health("shop").last, noon)
      << "a source that is configured again is read back from the log";
}

TEST_F(SourceMonitorTest, AnUnknownSourceIsNeitherReportedNorInTheMetrics) {
  note("made-up");

  EXPECT_EQ(watch_->health(now_).size(), 2u);
  EXPECT_EQ(metrics_.text({}).find("made-up"), std::string::npos);
}

TEST_F(SourceMonitorTest, UpdatesTheMetrics) {
  note("crm", DeliveryOutcome::accepted, 2);
  auto stale = delivery("crm", noon, DeliveryOutcome::unauthorized);
  stale.detail = "stale";
  watch_->note(stale);

  const auto text = metrics_.text({});
  EXPECT_THAT(text, HasSubstr(R"(dealbell_deliveries_total{outcome="accepted",source="crm"} 2)"));
  EXPECT_THAT(text,
              HasSubstr(R"(dealbell_signature_failures_total{reason="stale",source="crm"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(dealbell_delivery_duration_seconds_count{source="crm"} 3)"));
}

TEST_F(SourceMonitorTest, WorksWithoutALogAndOpensItOnceItCan) {
  watch_.reset();
  const auto file = dir_.path() + "/deliveries.db";
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);  // in the way
  reopen();

  note("crm");
  EXPECT_FALSE(ask([](const DeliveryLog& log) { return log.page({}); }));
  EXPECT_EQ(health("crm").state, SourceState::ok);
  EXPECT_EQ(watch_->counts().lost.rows, 1u);

  std::filesystem::remove(file);
  watch_->look_after();
  note("crm");
  EXPECT_THAT(logged(), ElementsAre(1));
}

TEST_F(SourceMonitorTest, StartsANewLogWhenDamageIsFoundAfterOpening) {
  note("crm", DeliveryOutcome::accepted, 2'000);
  watch_.reset();
  {
    std::fstream file(dir_.path() + "/deliveries.db", std::ios::in | std::ios::out);
    const auto size = std::filesystem::file_size(dir_.path() + "/deliveries.db");
    file.seekp(8 * 4096);  // the tables and their first pages are intact
    file << std::string(size - 8 * 4096, '?');
  }
  reopen();

  for (int i = 0; i < 3; ++i) {
    note("crm", DeliveryOutcome::accepted, 10);
    logged();
  }

  EXPECT_FALSE(logged().empty());
  EXPECT_TRUE(std::filesystem::exists(dir_.path() + "/deliveries.db.aside"));
}

TEST_F(SourceMonitorTest, StopWritesWhatWaitsAndNothingThatIsNotedLater) {
  note("crm", DeliveryOutcome::accepted, 1'000);

  watch_->stop();
  now_ = noon + 10min;
  note("crm");
  watch_->stop();  // a second one does nothing

  EXPECT_EQ(health("crm").last, noon + 10min) << "reports still work";
  reopen();
  ASSERT_FALSE(logged().empty());
  EXPECT_EQ(logged().front(), 1'000);
}

}  // namespace
}  // namespace dealbell::app
