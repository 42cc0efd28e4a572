#include "ops/metrics.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <thread>

namespace dealbell::ops {
namespace {

using namespace std::chrono_literals;

// The value of a series, which is named with its labels; empty if it is missing.
std::string value_of(const std::string& text, const std::string& series) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(series + " ")) return line.substr(series.size() + 1);
  return "";
}

class MetricsTest : public ::testing::Test {
 protected:
  MetricsTest() { metrics_.set_sources({"crm", "shop"}); }

  std::string value(const std::string& series) const {
    return value_of(metrics_.text(sample_), series);
  }

  Metrics metrics_{"1.2.3+abc", {{"accepted", "ignored"}, {"stale"}, {"ok", "silent"}}};
  MetricsSample sample_;
};

TEST_F(MetricsTest, EverySeriesExistsFromTheStart) {
  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="crm"})"), "0");
  EXPECT_EQ(value(R"(dealbell_signature_failures_total{reason="stale",source="shop"})"), "0");
  EXPECT_EQ(value(R"(dealbell_delivery_duration_seconds_count{source="crm"})"), "0");
  EXPECT_EQ(value(R"(dealbell_events_total{outcome="rejected"})"), "0");
  EXPECT_EQ(value(R"(dealbell_build_info{version="1.2.3+abc"})"), "1");
}

TEST_F(MetricsTest, DeliveriesAreCountedBySourceAndOutcome) {
  metrics_.delivered("crm", "accepted", 3ms);
  metrics_.delivered("crm", "accepted", 30ms);
  metrics_.delivered("crm", "ignored", 300ms);
  metrics_.signature_failed("crm", "stale");

  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="crm"})"), "2");
  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="shop"})"), "0");
  EXPECT_EQ(value(R"(dealbell_delivery_duration_seconds_bucket{source="crm",le="0.05"})"), "2");
  EXPECT_EQ(value(R"(dealbell_delivery_duration_seconds_count{source="crm"})"), "3");
  EXPECT_EQ(value(R"(dealbell_signature_failures_total{reason="stale",source="crm"})"), "1");
}

TEST_F(MetricsTest, RequestsCannotCreateSeries) {
  metrics_.delivered("made-up", "accepted", 1ms);
  metrics_.signature_failed("made-up", "stale");
  metrics_.signature_failed("crm", "made-up");

  EXPECT_EQ(metrics_.text(sample_).find("made-up"), std::string::npos);
}

TEST_F(MetricsTest, SourcesThatStayKeepTheirCounts) {
  metrics_.delivered("crm", "accepted", 1ms);

  metrics_.set_sources({"crm", "desk"});
  metrics_.delivered("shop", "accepted", 1ms);
  metrics_.delivered("desk", "accepted", 1ms);

  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="crm"})"), "1");
  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="desk"})"), "1");
  EXPECT_EQ(metrics_.text(sample_).find("shop"), std::string::npos);
}

TEST_F(MetricsTest, EachSourceShowsHowMuchOfItsShareOfTheRejectedBoxIsUsed) {
  sample_.sources = {{"crm", "ok", {}}};
  sample_.rejected_waiting = {{"gone", 3, 500}};
  sample_.rejected_share_bytes = 2'000;

  EXPECT_EQ(value(R"(dealbell_rejected_share_used{source="gone"})"), "0.25");
  EXPECT_EQ(value(R"(dealbell_rejected_waiting_rows{source="gone"})"), "3");
  EXPECT_EQ(value(R"(dealbell_rejected_waiting_bytes{source="gone"})"), "500");
  EXPECT_EQ(value(R"(dealbell_rejected_share_used{source="crm"})"), "0");
}

TEST_F(MetricsTest, ASourceHasOneSeriesPerState) {
  sample_.sources = {{"crm", "silent", 90.5}, {"shop", "ok", {}}};

  EXPECT_EQ(value(R"(dealbell_source_state{source="crm",state="silent"})"), "1");
  EXPECT_EQ(value(R"(dealbell_source_state{source="crm",state="ok"})"), "0");
  EXPECT_EQ(value(R"(dealbell_source_seconds_since_last_delivery{source="crm"})"), "90.5");
  EXPECT_EQ(value(R"(dealbell_source_seconds_since_last_delivery{source="shop"})"), "");
}

TEST_F(MetricsTest, TheSampleIsWritten) {
  sample_.ledger_seq = 1'234'567;
  sample_.web_sockets = 3;
  sample_.event_streams = 2;
  sample_.frames = 99;
  sample_.bodies_not_logged = 4;
  metrics_.events_accepted(5);
  metrics_.committed(2ms);

  EXPECT_EQ(value("dealbell_ledger_seq"), "1234567");
  EXPECT_EQ(value(R"(dealbell_screens{way="socket"})"), "3");
  EXPECT_EQ(value(R"(dealbell_screens{way="stream"})"), "2");
  EXPECT_EQ(value("dealbell_frames_total"), "99");
  EXPECT_EQ(value(R"(dealbell_deliveries_not_logged_total{part="body"})"), "4");
  EXPECT_EQ(value(R"(dealbell_events_total{outcome="accepted"})"), "5");
  EXPECT_EQ(value(R"(dealbell_commit_duration_seconds_bucket{le="0.0025"})"), "1");
}

TEST_F(MetricsTest, FiguresOfTheProcessAreWritten) {
  EXPECT_GT(std::stod(value("process_resident_memory_bytes")), 1e6);
  EXPECT_GE(std::stod(value("process_open_fds")), 3);
  EXPECT_GT(std::stod(value("process_max_fds")), 3);
}

TEST_F(MetricsTest, AnyThreadMayCount) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([this] {
      for (int n = 0; n < 1'000; ++n) metrics_.delivered("crm", "accepted", 1ms);
    });
  threads.clear();

  EXPECT_EQ(value(R"(dealbell_deliveries_total{outcome="accepted",source="crm"})"), "4000");
}

}  // namespace
}  // namespace dealbell::ops
