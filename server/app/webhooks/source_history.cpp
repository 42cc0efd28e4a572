#include "app/webhooks/source_history.hpp"

#include <algorithm>
#include <vector>

namespace dealbell::app {
namespace {

using store::DeliveryOutcome;

constexpr int first_server_error = 500;
constexpr int remembered_rows = 1'000;  // of each outcome: the last 100 and most of an hour

bool shows_its_sender_lives(DeliveryOutcome outcome) {
  return outcome != DeliveryOutcome::unauthorized && outcome != DeliveryOutcome::refused;
}

}  // namespace

std::optional<dealbell::DeliveryOutcome> outcome_for_health(const store::LoggedDelivery& delivery) {
  if (delivery.outcome == DeliveryOutcome::refused && delivery.status < first_server_error)
    return std::nullopt;
  return dealbell::delivery_outcome(word_of(delivery.outcome));
}

// By outcome, because a thousand wrong signatures must not hide when the real sender was last here.
Result<intake::SourceHealth> remembered_health(const store::DeliveryLog& log,
                                               const std::string& source) {
  std::vector<store::LoggedDelivery> rows;
  for (int outcome = 0; outcome < store::delivery_outcomes; ++outcome) {
    auto page = log.page({source, static_cast<DeliveryOutcome>(outcome), 0, remembered_rows});
    if (!page) return page.error();
    std::move(page->begin(), page->end(), std::back_inserter(rows));
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  intake::SourceHealth health;
  for (const auto& row : rows)
    if (const auto outcome = outcome_for_health(row)) health.note(row.at, *outcome);
  return health;
}

Result<std::map<std::string, intake::ArrivalBaseline>> normals_by_source(
    const store::DeliveryLog& log, Instant now, const intake::UtcOffset& offset) {
  const auto hours = log.hours(now - intake::ArrivalBaseline::window);
  if (!hours) return hours.error();
  std::map<std::string, std::vector<intake::HourCount>> counts;
  for (const auto& hour : *hours)
    if (shows_its_sender_lives(hour.outcome))
      counts[hour.source].push_back({hour.hour, hour.count});
  std::map<std::string, intake::ArrivalBaseline> normals;
  for (const auto& [source, of] : counts)
    if (auto normal = intake::ArrivalBaseline::of(of, now, offset))
      normals.emplace(source, std::move(*normal));
  return normals;
}

}  // namespace dealbell::app
