#include "app/webhooks/source_history.hpp"

#include <algorithm>
#include <vector>

namespace dealbell::app {
namespace {

constexpr int first_server_error = 500;
constexpr int restored_rows = 1'000;  // of each outcome: the last 100 and most of an hour

bool is_authenticated(DeliveryOutcome outcome) {
  return outcome != DeliveryOutcome::unauthorized && outcome != DeliveryOutcome::refused;
}

}  // namespace

std::optional<DeliveryOutcome> health_outcome(const store::LoggedDelivery& delivery) {
  if (delivery.outcome == DeliveryOutcome::refused && delivery.status < first_server_error)
    return std::nullopt;
  return delivery.outcome;
}

// Read outcome by outcome: a thousand wrong signatures must not hide the real sender's last
// delivery.
Result<intake::SourceHealth> restored_health(const store::DeliveryLog& log,
                                             const std::string& source) {
  std::vector<store::LoggedDelivery> rows;
  for (int outcome = 0; outcome < delivery_outcomes; ++outcome) {
    auto page = log.page({source, static_cast<DeliveryOutcome>(outcome), 0, restored_rows});
    if (!page) return page.error();
    std::move(page->begin(), page->end(), std::back_inserter(rows));
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  intake::SourceHealth health;
  for (const auto& row : rows)
    if (const auto outcome = health_outcome(row)) health.note(row.at, *outcome);
  return health;
}

Result<std::map<std::string, intake::ArrivalBaseline>> arrival_baselines(
    const store::DeliveryLog& log, Instant now, const intake::UtcOffset& offset) {
  const auto hours = log.hours(now - intake::ArrivalBaseline::window);
  if (!hours) return hours.error();
  std::map<std::string, std::vector<intake::HourCount>> counts;
  for (const auto& hour : *hours)
    if (is_authenticated(hour.outcome)) counts[hour.source].push_back({hour.hour, hour.count});
  std::map<std::string, intake::ArrivalBaseline> baselines;
  for (const auto& [source, of_source] : counts)
    if (auto baseline = intake::ArrivalBaseline::of(of_source, now, offset))
      baselines.emplace(source, std::move(*baseline));
  return baselines;
}

}  // namespace dealbell::app
