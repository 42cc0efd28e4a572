#include "app/api/delivery_replay.hpp"

#include "intake/delivery_json.hpp"

namespace dealbell::app {

Error source_not_configured(const std::string& id) {
  return error(Errc::conflict, "the source \"" + id + "\" is no longer configured");
}

boost::asio::awaitable<Result<>> mark_replayed(ApiContext& api, std::int64_t row_id, Seq seq) {
  auto mark = [row_id, seq](store::Ledger& ledger) { return ledger.mark_replayed(row_id, seq); };
  co_return co_await api.office.with_ledger(mark);
}

boost::asio::awaitable<Result<DeliveryResult>> replay_delivery(ApiContext& api,
                                                               const store::Rejected& row) {
  const auto source = api.sources.find(row.source);
  if (!source) co_return source_not_configured(row.source);
  const auto delivery = intake::read_request(row.request, row.body);
  auto result = co_await process_delivery(api.office, *source, delivery, row.at, Arrival::replay);
  if (!result || result->outcome == DeliveryOutcome::rejected) co_return result;
  if (result->receipt.waiting > 0) co_return result;  // no seq yet
  const auto marked = co_await mark_replayed(api, row.id, result->receipt.seq);
  if (!marked) co_return marked.error();
  co_return result;
}

}  // namespace dealbell::app
