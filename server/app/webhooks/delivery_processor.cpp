#include "app/webhooks/delivery_processor.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "intake/delivery_json.hpp"
#include "net/http/router.hpp"

namespace dealbell::app {
namespace {

using store::DeliveryOutcome;

constexpr std::size_t listed_max = 100;  // errors in an answer; the rest is counted

DeliveryOutcome outcome_of(const DeliveryResult& heard, std::size_t failed) {
  if (failed > 0) return DeliveryOutcome::rejected;
  if (heard.receipt.accepted + heard.receipt.waiting > 0) return DeliveryOutcome::accepted;
  if (heard.receipt.duplicates > 0) return DeliveryOutcome::duplicate;
  return DeliveryOutcome::ignored;
}

std::string left_out(const Error& why, std::size_t others) {
  return why.message + (others > 0 ? " (and " + std::to_string(others) + " more)" : "");
}

}  // namespace

intake::Delivery delivery_of(const net::Request& request) {
  return {std::string(net::name_of(request.method)), request.target, request.headers, request.body};
}

boost::asio::awaitable<Result<DeliveryResult>> process_delivery(Office& office,
                                                                const Source& source,
                                                                const intake::Delivery& delivery,
                                                                Instant now, Reused reused) {
  DeliveryResult heard;
  std::vector<wire::Receipt::Rejected> failed;
  auto outcomes = source.mapping.map(delivery, source.id, now, source.tables);
  if (!outcomes) {
    failed.push_back({0, outcomes.error()});
    outcomes = std::vector<intake::ItemOutcome>{};
  }
  std::vector<core::Event> events;
  std::vector<std::size_t> items;
  for (auto& outcome : *outcomes) {
    if (outcome.sequence) heard.sequences.push_back(*outcome.sequence);
    if (outcome.kind == intake::ItemOutcome::Kind::failed) {
      failed.push_back({outcome.item, std::move(outcome.error)});
    } else if (outcome.kind == intake::ItemOutcome::Kind::ignored) {
      if (heard.ignored++ == 0) heard.detail = std::move(outcome.reason);
    } else {
      items.push_back(outcome.item);
      events.push_back(std::move(outcome.event));
    }
  }
  if (!events.empty()) {
    auto receipt = co_await office.take_events(std::move(events));
    if (!receipt) co_return receipt.error();
    heard.receipt = std::move(*receipt);
    for (auto& refused : heard.receipt.rejected)
      if (reused == Reused::taken)
        ++heard.receipt.duplicates;
      else
        failed.push_back({items[refused.index], std::move(refused.error)});
    heard.receipt.rejected.clear();
  }
  std::stable_sort(failed.begin(), failed.end(),
                   [](const auto& a, const auto& b) { return a.index < b.index; });
  heard.outcome = outcome_of(heard, failed.size());
  if (!failed.empty()) heard.detail = left_out(failed.front().error, failed.size() - 1);
  failed.resize(std::min(failed.size(), listed_max));
  heard.receipt.rejected = std::move(failed);
  co_return heard;
}

store::Rejected rejected(const Source& source, const intake::Delivery& delivery,
                         const DeliveryResult& heard, Instant now) {
  const auto kept = intake::redacted(source.auth, delivery);
  const auto& first = heard.receipt.rejected.front();
  store::Rejected row;
  row.at = now;
  row.source = source.id;
  row.code = info(first.error.code).name;
  row.message = intake::without_secrets(source.auth, heard.detail);
  row.pointer = first.error.pointer;
  row.bytes = static_cast<std::int64_t>(delivery.body.size());
  row.hash = hash128_hex(delivery.body);
  row.request = intake::write_request(kept);
  row.body = kept.body;
  return row;
}

}  // namespace dealbell::app
