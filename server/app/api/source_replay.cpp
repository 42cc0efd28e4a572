#include "app/api/source_replay.hpp"

#include <algorithm>
#include <cstdlib>

#include "app/api/delivery_replay.hpp"
#include "app/api/dry_run.hpp"
#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "intake/delivery_json.hpp"

namespace dealbell::app {
namespace {

// What one answer has time for; oldest first, so that each deal's history is replayed in order.
boost::asio::awaitable<Result<std::vector<store::Rejected>>> page_of_rejected(
    ApiContext& api, const std::string& source, const net::Request& request) {
  const auto after = std::strtoll(query_param(request, "after").c_str(), nullptr, 10);
  auto read = [source, after](store::Ledger& ledger) {
    return ledger.waiting_rejected(source, after);
  };
  co_return co_await api.office.with_ledger(read);
}

// Only an empty page is known to be the last one.
void write_next(wire::JsonWriter& json, const std::vector<store::Rejected>& rows) {
  write_optional(json, "next", rows.empty() ? std::nullopt : std::optional(rows.back().id));
}

Error no_such_source() { return error(Errc::not_found, "there is no source by this name"); }

}  // namespace

Answer replay_source(ApiContext& api, const net::Request& request) {
  const auto source = api.sources.find(path_param(request, "source"));
  if (!source) co_return net::problem(no_such_source());
  const auto rows = co_await page_of_rejected(api, source->id, request);
  if (!rows) co_return net::problem(rows.error());
  std::int64_t replayed = 0, still_rejected = 0;
  Seq seq = 0;
  for (const auto& row : *rows) {
    const auto result = co_await replay_delivery(api, row);
    if (!result) co_return net::problem(result.error());
    (result->outcome == DeliveryOutcome::rejected ? still_rejected : replayed) += 1;
    seq = std::max(seq, result->receipt.seq);
  }
  wire::JsonWriter json;
  json.begin_object().member("replayed", replayed);
  json.member("still_rejected", still_rejected).member("seq", seq);
  write_next(json, *rows);
  json.end_object();
  co_return json_response(std::move(json));
}

Answer try_source(ApiContext& api, const net::Request& request) {
  const auto source = api.sources.find(path_param(request, "source"));
  if (!source) co_return net::problem(no_such_source());
  const auto mapping = mapping_to_try(*source, request.body);
  if (!mapping) co_return net::problem(mapping.error());
  const auto rows = co_await page_of_rejected(api, source->id, request);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& row : *rows) {
    json.begin_object().member("id", row.id).key("would");
    write_dry_run(json, *mapping, source->tables, source->id,
                  intake::read_request(row.request, row.body), row.at);
    json.end_object();
  }
  json.end_array();
  write_next(json, *rows);
  json.end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
