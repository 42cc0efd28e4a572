#include "app/api/rejected.hpp"

#include "app/api/delivery_replay.hpp"
#include "app/api/dry_run.hpp"
#include "app/api/events.hpp"
#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "intake/delivery_json.hpp"

namespace dealbell::app {
namespace {

constexpr int rejected_per_page = 100;

Result<std::int64_t> rejected_id(const net::Request& request) {
  if (const auto id = whole_number(path_param(request, "id"))) return *id;
  return error(Errc::not_found, "there is no rejected item with this id");
}

void write_rejected(wire::JsonWriter& json, const store::Rejected& r) {
  json.begin_object().member("id", r.id).member("at", to_ms(r.at)).member("source", r.source);
  json.member("code", r.code).member("message", r.message).member("pointer", r.pointer);
  json.member("bytes", r.bytes).member("hash", r.hash).member("body", r.body);
  json.member("hook", !r.request.empty());
  json.member("count", r.times).member("last_at", to_ms(r.last_at));
  write_optional(json, "replayed_as", r.replayed_as);
  json.end_object();
}

// How full the box is: what waits of each source, and how much of its share that takes.
void write_fill(wire::JsonWriter& json, const store::RejectedFill& fill) {
  json.member("share_bytes", fill.share_bytes).key("waiting").begin_array();
  for (const auto& [source, rows, bytes] : fill.waiting) {
    json.begin_object().member("source", source).member("rows", rows).member("bytes", bytes);
    json.member("used", static_cast<double>(bytes) / static_cast<double>(fill.share_bytes));
    json.end_object();
  }
  json.end_array();
}

boost::asio::awaitable<Result<store::Rejected>> find_rejected(ApiContext& api,
                                                              const net::Request& request) {
  const auto id = rejected_id(request);
  if (!id) co_return id.error();
  auto read = [id = *id](store::Ledger& ledger) { return ledger.rejected_one(id); };
  auto row = co_await api.office.with_ledger(read);
  if (row && row->body.empty())
    co_return error(Errc::conflict, "the body of this item was not kept");
  co_return row;
}

}  // namespace

Answer get_rejected(ApiContext& api, const net::Request& request) {
  auto read = [before = whole_number(query_param(request, "before")).value_or(0),
               source = query_param(request, "source")](store::Ledger& ledger) {
    return std::pair(ledger.rejected(before, rejected_per_page, source), ledger.rejected_fill());
  };
  const auto [rows, fill] = co_await api.office.with_ledger(read);
  if (!rows) co_return net::problem(rows.error());
  if (!fill) co_return net::problem(fill.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& row : *rows) write_rejected(json, row);
  json.end_array();
  const bool full = rows->size() == rejected_per_page;
  write_optional(json, "next", full ? std::optional(rows->back().id) : std::nullopt);
  write_fill(json, *fill);
  json.end_object();
  co_return json_response(std::move(json));
}

Answer replay_rejected(ApiContext& api, const net::Request& request) {
  const auto row = co_await find_rejected(api, request);
  if (!row) co_return net::problem(row.error());
  if (!row->request.empty()) {
    const auto result = co_await replay_delivery(api, *row);
    if (!result) co_return net::problem(result.error());
    co_return json_response(
        wire::write_hook_receipt(result->outcome, result->ignored, result->receipt));
  }
  const auto receipt = co_await api.office.submit_body(row->source, row->body,
                                                       wire::BodyKind::detect, Arrival::replay);
  if (!receipt) co_return net::problem(receipt.error());
  if (receipt->seq > 0 && receipt->waiting == 0) {
    const auto marked = co_await mark_replayed(api, row->id, receipt->seq);
    if (!marked) co_return net::problem(marked.error());
  }
  co_return receipt_response(*receipt);
}

Answer dismiss_rejected(ApiContext& api, const net::Request& request) {
  const auto id = rejected_id(request);
  if (!id) co_return net::problem(id.error());
  const auto marked = co_await mark_replayed(api, *id, 0);
  if (!marked) co_return net::problem(marked.error());
  co_return json_response("{}");
}

Answer try_rejected(ApiContext& api, const net::Request& request) {
  const auto row = co_await find_rejected(api, request);
  if (!row) co_return net::problem(row.error());
  const auto source = api.sources.find(row->source);
  if (!source) co_return net::problem(source_not_configured(row->source));
  const auto mapping = mapping_to_try(*source, request.body);
  if (!mapping) co_return net::problem(mapping.error());
  wire::JsonWriter json;
  write_dry_run(json, *mapping, source->tables, source->id,
                intake::read_request(row->request, row->body), row->at, *api.office.calendar());
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
