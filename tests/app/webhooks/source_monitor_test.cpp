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
    monitor_.reset();
    SourceMonitorOptions options;
    options.now = [this] { return now_.load(); };
    monitor_.emplace(dir_.path(), metrics_, options);
    monitor_->configure({{"crm", "Our CRM"}, {"shop", ""}});
  }

  void record(const std::string& source, DeliveryOutcome outcome = DeliveryOutcome::accepted,
              int times = 1) {
    for (int i = 0; i < times; ++i) monitor_->record(delivery(source, now_, outcome));
  }

  template <class Query>
  auto query(Query query) {
    boost::asio::io_context loop;
    auto answer = boost::asio::co_spawn(loop, monitor_->with_log(query), boost::asio::use_future);
    loop.run();
    return answer.get();
  }
  std::vector<std::int64_t> logged() {
    const auto rows = query([](const DeliveryLog& log) { return log.page({}); });
    std::vector<std::int64_t> ids;
    if (rows)
      for (const auto& row : *rows) ids.push_back(row.id);
    return ids;
  }

  intake::HealthReading health(const std::string& source) {
    for (const auto& report : monitor_->health(now_))
      if (report.id == source) return report.health;
    ADD_FAILURE() << source << " is not configured";
    return {};
  }

  test::ScratchDir dir_;
  std::atomic<Instant> now_ = noon;
  ops::Metrics metrics_{"test", {{"accepted", "unauthorized"}, {"stale"}, {}}};
  std::optional<SourceMonitor> monitor_;
};

TEST_F(SourceMonitorTest, AQuerySeesEverythingRecordedBefore) {
  record("crm");
  record("shop");

  EXPECT_THAT(logged(), ElementsAre(2, 1));
  EXPECT_GT(monitor_->counts().log_bytes, 0);
}

TEST_F(SourceMonitorTest, RecordedDeliveriesSurviveARestart) {
  record("crm", DeliveryOutcome::accepted, 1'000);

  reopen();

  EXPECT_EQ(logged().front(), 1'000);
}

TEST_F(SourceMonitorTest, ReportsTheHealthOfEachSource) {
  record("crm");

  const auto reports = monitor_->health(now_);

  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].id, "crm");
  EXPECT_EQ(reports[0].title, "Our CRM");
  EXPECT_EQ(reports[0].health.state, SourceState::ok);
  EXPECT_EQ(reports[1].health.state, SourceState::never);
}

TEST_F(SourceMonitorTest, RestoresTheHealthOfASourceAfterARestart) {
  record("crm");
  now_ = noon + 10min;
  record("crm", DeliveryOutcome::rejected, 11);
  record("crm", DeliveryOutcome::unauthorized, 1'500);

  reopen();

  const auto crm = health("crm");
  EXPECT_EQ(crm.state, SourceState::failing);
  EXPECT_EQ(crm.last, noon + 10min);
  EXPECT_EQ(crm.last_accepted, noon);
  EXPECT_EQ(crm.per_hour, 12);
  EXPECT_DOUBLE_EQ(*crm.error_share, 11.0 / 12);
  EXPECT_EQ(crm.signature_failures, 1'000) << "as many as are restored";
}

TEST_F(SourceMonitorTest, LearnsTheUsualArrivalsAndNoticesASilence) {
  for (int hour = 0; hour <= 8 * 24; ++hour) {
    now_ = noon + std::chrono::hours{hour};
    record("crm", DeliveryOutcome::accepted, 4);
    record("crm", DeliveryOutcome::unauthorized, 9);
  }
  monitor_->run_maintenance();

  EXPECT_DOUBLE_EQ(*health("crm").normal_per_hour, 4) << "unauthenticated deliveries do not count";
  EXPECT_EQ(health("shop").normal_per_hour, std::nullopt);
  now_ = now_.load() + 1h + 44min;
  EXPECT_EQ(health("crm").state, SourceState::ok);
  now_ = now_.load() + 1min;
  EXPECT_EQ(health("crm").state, SourceState::silent);
}

TEST_F(SourceMonitorTest, ADeliveryRefusedBeforeAuthenticationDoesNotChangeTheHealth) {
  auto multipart = delivery("crm", noon, DeliveryOutcome::refused);
  multipart.status = 415;
  monitor_->record(multipart);
  EXPECT_EQ(health("crm").state, SourceState::never);
  EXPECT_EQ(health("crm").signature_failures, 0);

  auto full = delivery("crm", noon, DeliveryOutcome::refused);
  full.status = 503;
  monitor_->record(full);
  EXPECT_DOUBLE_EQ(*health("crm").error_share, 1);
}

TEST_F(SourceMonitorTest, CountsMissingNumbersOfTheSender) {
  const std::vector<std::int64_t> first{1, 2}, second{5};
  monitor_->record(delivery("crm", noon), first);
  monitor_->record(delivery("crm", noon), second);

  now_ = noon + 5min;
  EXPECT_EQ(health("crm").missing, 2);
}

TEST_F(SourceMonitorTest, DeletesDeliveriesAfterTheirTime) {
  record("crm", DeliveryOutcome::accepted, 3);
  now_ = noon + std::chrono::days{31};
  record("crm");

  monitor_->run_maintenance();

  EXPECT_THAT(logged(), ElementsAre(4));
}

TEST_F(SourceMonitorTest, SourcesThatStayKeepTheirHealthWhenOthersAreAddedAndRemoved) {
  const std::vector<std::int64_t> numbers{1, 3};
  monitor_->record(delivery("crm", noon), numbers);
  record("shop");

  monitor_->configure({{"crm", "Another title"}, {"desk", ""}});
  now_ = noon + 5min;

  EXPECT_EQ(monitor_->health(now_).size(), 2u);
  EXPECT_EQ(monitor_->health(now_)[0].title, "Another title");
  EXPECT_EQ(health("crm").missing, 1);
  monitor_->configure({{"shop", ""}});
  EXPECT_EQ(health("shop").last, noon) << "restored from the log when it is added again";
}

TEST_F(SourceMonitorTest, ADeliveryForAnUnknownSourceAddsNone) {
  record("made-up");

  EXPECT_EQ(monitor_->health(now_).size(), 2u);
  EXPECT_EQ(metrics_.text({}).find("made-up"), std::string::npos);
}

TEST_F(SourceMonitorTest, UpdatesTheMetrics) {
  record("crm", DeliveryOutcome::accepted, 2);
  auto stale = delivery("crm", noon, DeliveryOutcome::unauthorized);
  stale.detail = "stale";
  monitor_->record(stale);

  const auto text = metrics_.text({});
  EXPECT_THAT(text, HasSubstr(R"(dealbell_deliveries_total{outcome="accepted",source="crm"} 2)"));
  EXPECT_THAT(text,
              HasSubstr(R"(dealbell_signature_failures_total{reason="stale",source="crm"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(dealbell_delivery_duration_seconds_count{source="crm"} 3)"));
}

TEST_F(SourceMonitorTest, WorksWithoutALogAndOpensItWhenThatIsPossible) {
  monitor_.reset();
  const auto file = dir_.path() + "/deliveries.db";
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);  // in the way
  reopen();

  record("crm");
  EXPECT_FALSE(query([](const DeliveryLog& log) { return log.page({}); }));
  EXPECT_EQ(health("crm").state, SourceState::ok);
  EXPECT_EQ(monitor_->counts().lost.rows, 1u);

  std::filesystem::remove(file);
  monitor_->run_maintenance();
  record("crm");
  EXPECT_THAT(logged(), ElementsAre(1));
}

TEST_F(SourceMonitorTest, BeginsANewLogWhenDamageIsFoundLater) {
  record("crm", DeliveryOutcome::accepted, 2'000);
  monitor_.reset();
  {
    std::fstream file(dir_.path() + "/deliveries.db", std::ios::in | std::ios::out);
    const auto size = std::filesystem::file_size(dir_.path() + "/deliveries.db");
    file.seekp(8 * 4096);  // the tables and their first pages stay intact
    file << std::string(size - 8 * 4096, '?');
  }
  reopen();

  for (int i = 0; i < 3; ++i) {
    record("crm", DeliveryOutcome::accepted, 10);
    logged();
  }

  EXPECT_FALSE(logged().empty());
  EXPECT_TRUE(std::filesystem::exists(dir_.path() + "/deliveries.db.aside"));
}

TEST_F(SourceMonitorTest, StoppingWritesWhatIsQueuedAndCanBeRepeated) {
  record("crm");
  monitor_->stop();
  monitor_->stop();
  record("crm");  // too late for the log, and harmless

  reopen();

  EXPECT_THAT(logged(), ElementsAre(1));
}

}  // namespace
}  // namespace dealbell::app
