// /api/v1/rejected: what was refused, and how to take it after all.

#include <charconv>
#include <limits>

#include "app/api/dry_run.hpp"
#include "app/api/endpoints.hpp"
#include "app/webhooks/delivery_processor.hpp"
#include "intake/delivery_json.hpp"
#include "io/clock.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

constexpr int page = 100;

Result<std::int64_t> parse_id(const net::Request& request) {
  const auto& text = request.params.find("id")->second;
  std::int64_t id = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (ec != std::errc{} || end != text.data() + text.size())
    return error(Errc::not_found, "no rejected item by this id");
  return id;
}

void write_row(wire::JsonWriter& json, const store::Rejected& r) {
  json.begin_object().member("id", r.id).member("at", to_ms(r.at)).member("source", r.source);
  json.member("code", r.code).member("message", r.message).member("pointer", r.pointer);
  json.member("bytes", r.bytes).member("hash", r.hash).member("body", r.body);
  json.member("hook", !r.request.empty()).key("replayed_as");
  if (r.replayed_as)
    json.value(*r.replayed_as);
  else
    json.null();
  json.end_object();
}

Error body_gone() { return error(Errc::conflict, "the body of this item was not kept"); }

Error source_gone(const std::string& id) {
  return error(Errc::conflict, "no source \"" + id + "\" is configured any more");
}

boost::asio::awaitable<Result<store::Rejected>> find(ApiContext& s, const net::Request& request) {
  const auto id = parse_id(request);
  if (!id) co_return id.error();
  auto one = [id = *id](store::Ledger& ledger) { return ledger.rejected_one(id); };
  auto row = co_await s.office.with_ledger(one);
  if (row && row->body.empty()) co_return body_gone();
  co_return row;
}

}  // namespace

Answer get_rejected(ApiContext& s, const net::Request& request) {
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (const auto text = request.query.find("before"); text != request.query.end())
    std::from_chars(text->second.data(), text->second.data() + text->second.size(), before);
  std::string source;
  if (const auto text = request.query.find("source"); text != request.query.end())
    source = text->second;
  auto read = [before, source](store::Ledger& ledger) {
    return ledger.rejected(before, page, source);
  };
  const auto rows = co_await s.office.with_ledger(read);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& row : *rows) write_row(json, row);
  json.end_array().key("next");
  if (rows->size() == page)
    json.value(rows->back().id);
  else
    json.null();
  json.end_object();
  co_return json_response(std::move(json).text());
}

// Takes a webhook again through its source's mapping, as of when it came. It has proven itself
// then.
boost::asio::awaitable<Result<DeliveryResult>> replay(ApiContext& s, const store::Rejected& row) {
  const auto source = s.sources.find(row.source);
  if (!source) co_return source_gone(row.source);
  const auto delivery = intake::read_request(row.request, row.body);
  auto heard = co_await process_delivery(s.office, *source, delivery, row.at, Reused::taken);
  if (!heard || heard->outcome == DeliveryOutcome::rejected) co_return heard;
  if (heard->receipt.waiting > 0) co_return heard;  // it has no seq yet
  auto mark = [id = row.id, seq = heard->receipt.seq](store::Ledger& ledger) {
    return ledger.mark_replayed(id, seq);
  };
  const auto marked = co_await s.office.with_ledger(mark);
  if (!marked) co_return marked.error();
  co_return heard;
}

// Takes a rejected item again: after a fix of ours, of the mapping, or of what it clashed with.
Answer replay_rejected(ApiContext& s, const net::Request& request) {
  const auto row = co_await find(s, request);
  if (!row) co_return net::problem(row.error());
  if (!row->request.empty()) {
    const auto heard = co_await replay(s, *row);
    if (!heard) co_return net::problem(heard.error());
    co_return json_response(
        wire::write_hook_receipt(heard->outcome, heard->ignored, heard->receipt));
  }
  const auto receipt = co_await s.office.take_body(row->source, row->body, "application/json");
  if (!receipt) co_return net::problem(receipt.error());
  if (receipt->seq > 0 && receipt->waiting == 0) {
    auto mark = [id = row->id, seq = receipt->seq](store::Ledger& ledger) {
      return ledger.mark_replayed(id, seq);
    };
    const auto marked = co_await s.office.with_ledger(mark);
    if (!marked) co_return net::problem(marked.error());
  }
  co_return receipt_response(*receipt);
}

// It is looked at and will not be taken: out of the way, still there to read.
Answer dismiss_rejected(ApiContext& s, const net::Request& request) {
  const auto id = parse_id(request);
  if (!id) co_return net::problem(id.error());
  auto mark = [id = *id](store::Ledger& ledger) { return ledger.mark_replayed(id, 0); };
  const auto marked = co_await s.office.with_ledger(mark);
  if (!marked) co_return net::problem(marked.error());
  co_return json_response("{}");
}

// What the mapping, or the one in the body, would make of it. Takes nothing.
Answer try_rejected(ApiContext& s, const net::Request& request) {
  const auto row = co_await find(s, request);
  if (!row) co_return net::problem(row.error());
  const auto source = s.sources.find(row->source);
  if (!source) co_return net::problem(source_gone(row->source));
  const auto mapping = mapping_to_try(*source, request.body);
  if (!mapping) co_return net::problem(mapping.error());
  wire::JsonWriter json;
  write_dry_run(json, *mapping, source->tables, source->id,
                intake::read_request(row->request, row->body), row->at);
  co_return json_response(std::move(json).text());
}

}  // namespace dealbell::app
