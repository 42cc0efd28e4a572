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

Answer dismiss_source(ApiContext& api, const net::Request& request) {
  const auto source = path_param(request, "source");
  std::optional<store::Reason> reason;
  if (const auto like = query_param(request, "like"); !like.empty()) {
    auto read = [id = whole_number(like).value_or(0)](store::Ledger& ledger) {
      return ledger.rejected_one(id);
    };
    const auto row = co_await api.office.with_ledger(read);
    if (!row) co_return net::problem(row.error());
    reason = store::Reason{row->code, row->message, row->pointer};
  }
  auto newest = [&](store::Ledger& ledger) { return ledger.rejected(0, 1, source); };
  const auto last = co_await api.office.with_ledger(newest);
  if (!last) co_return net::problem(last.error());
  // In slices, between which events are stored. What comes meanwhile was not decided about.
  std::int64_t dismissed = 0, after = 0;
  do {
    auto dismiss = [&, up_to = last->empty() ? 0 : last->front().id](store::Ledger& ledger) {
      return ledger.dismiss_rejected(source, reason, after, up_to);
    };
    const auto done = co_await api.office.with_ledger(dismiss);
    if (!done) co_return net::problem(done.error());
    dismissed += done->rows;
    after = done->next;
  } while (after > 0);
  wire::JsonWriter json;
  json.begin_object().member("dismissed", dismissed).end_object();
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
                  intake::read_request(row.request, row.body), row.at, *api.office.calendar());
    json.end_object();
  }
  json.end_array();
  write_next(json, *rows);
  json.end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
