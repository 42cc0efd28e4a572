#include "app/webhooks/delivery_processor.hpp"

#include <algorithm>
#include <utility>

#include "app/office/rejected_row.hpp"
#include "intake/delivery_json.hpp"
#include "intake/repeat_key.hpp"

namespace dealbell::app {
namespace {

constexpr std::size_t listed_max = 100;  // errors in an answer; further ones are only counted

// A delivery's items, sorted by what its mapping made of them.
struct MappedDelivery {
  std::vector<core::Event> events;
  std::vector<std::size_t> items;  // of `events`, by index
  std::vector<wire::Receipt::Rejected> failed;
};

MappedDelivery map_delivery(const Source& source, const intake::Delivery& delivery,
                            Instant received_at, const core::Calendar& office,
                            DeliveryResult& result) {
  MappedDelivery mapped;
  auto outcomes = source.mapping.map(delivery, source.id, received_at, source.tables, office);
  if (!outcomes) {
    mapped.failed.push_back({0, outcomes.error()});
    return mapped;
  }
  for (auto& outcome : *outcomes) {
    if (outcome.sequence) result.sequences.push_back(*outcome.sequence);
    if (outcome.kind == intake::ItemOutcome::Kind::failed) {
      mapped.failed.push_back({outcome.item, std::move(outcome.error)});
    } else if (outcome.kind == intake::ItemOutcome::Kind::ignored) {
      if (result.ignored++ == 0) result.detail = std::move(outcome.reason);
    } else {
      mapped.items.push_back(outcome.item);
      mapped.events.push_back(std::move(outcome.event));
    }
  }
  return mapped;
}

DeliveryOutcome outcome_of(const DeliveryResult& result, std::size_t failed) {
  if (failed > 0) return DeliveryOutcome::rejected;
  if (result.receipt.accepted + result.receipt.waiting > 0) return DeliveryOutcome::accepted;
  if (result.receipt.duplicates > 0) return DeliveryOutcome::duplicate;
  return DeliveryOutcome::ignored;
}

std::string first_of(const Error& why, std::size_t others) {
  return why.message + (others > 0 ? " (and " + std::to_string(others) + " more)" : "");
}

store::Rejected rejected_delivery(const Source& source, const intake::Delivery& delivery,
                                  const std::vector<wire::Receipt::Rejected>& failed,
                                  Instant received_at) {
  const auto redacted = intake::redacted(source.auth, delivery);
  const auto& first = failed.front().error;
  auto message = intake::without_secrets(source.auth, first_of(first, failed.size() - 1));
  const auto why = error(first.code, std::move(message), first.pointer);
  auto row = rejected_row(source.id, why, delivery.body, redacted.body, received_at);
  row.request = intake::write_request(redacted);
  row.repeat_key = intake::repeat_key(redacted);
  return row;
}

}  // namespace

boost::asio::awaitable<Result<DeliveryResult>> process_delivery(Office& office,
                                                                const Source& source,
                                                                const intake::Delivery& delivery,
                                                                Instant received_at,
                                                                Arrival arrival) {
  DeliveryResult result;
  auto [events, items, failed] =
      map_delivery(source, delivery, received_at, *office.calendar(), result);
  bool in_the_box = arrival == Arrival::replay;
  const auto keep = [&]() -> boost::asio::awaitable<Result<>> {
    if (failed.empty() || std::exchange(in_the_box, true)) co_return Result<>{};
    std::vector<store::Rejected> rows{rejected_delivery(source, delivery, failed, received_at)};
    co_return co_await office.keep_rejected(std::move(rows));
  };
  if (const auto kept = co_await keep(); !kept) co_return kept.error();
  if (!events.empty()) {
    auto receipt = co_await office.submit_events(std::move(events));
    if (!receipt) co_return receipt.error();
    result.receipt = std::move(*receipt);
    for (auto& rejected : result.receipt.rejected)
      if (arrival == Arrival::replay)
        ++result.receipt.duplicates;
      else
        failed.push_back({items[rejected.index], std::move(rejected.error)});
    result.receipt.rejected.clear();
  }
  std::stable_sort(failed.begin(), failed.end(),
                   [](const auto& a, const auto& b) { return a.index < b.index; });
  if (const auto kept = co_await keep(); !kept) co_return kept.error();
  result.outcome = outcome_of(result, failed.size());
  if (!failed.empty()) result.detail = first_of(failed.front().error, failed.size() - 1);
  failed.resize(std::min(failed.size(), listed_max));
  result.receipt.rejected = std::move(failed);
  co_return result;
}

}  // namespace dealbell::app
