// A whole source's rejected deliveries: tried with a corrected mapping, and taken.

#include "app/api/dry_run.hpp"
#include "app/api/endpoints.hpp"
#include "app/webhooks/delivery_processor.hpp"
#include "intake/delivery_json.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

std::int64_t after_of(const net::Request& request) {
  const auto text = request.query.find("after");
  return text == request.query.end() ? 0 : std::strtoll(text->second.c_str(), nullptr, 10);
}

boost::asio::awaitable<Result<std::vector<store::Rejected>>> waiting(ApiContext& s,
                                                                     const std::string& source,
                                                                     std::int64_t after) {
  auto read = [=](store::Ledger& ledger) { return ledger.waiting_rejected(source, after); };
  co_return co_await s.office.with_ledger(read);
}

// A page is what one answer has time for; after an empty one there is nothing more.
void write_next(wire::JsonWriter& json, const std::vector<store::Rejected>& rows) {
  json.key("next");
  if (rows.empty())
    json.null();
  else
    json.value(rows.back().id);
}

Error no_source() { return error(Errc::not_found, "no source by this name"); }

}  // namespace

// Oldest first, so that histories grow in their order.
Answer replay_source(ApiContext& s, const net::Request& request) {
  const auto source = s.sources.find(request.params.find("source")->second);
  if (!source) co_return net::problem(no_source());
  const auto rows = co_await waiting(s, source->id, after_of(request));
  if (!rows) co_return net::problem(rows.error());
  std::int64_t taken = 0, left = 0;
  Seq seq = 0;
  for (const auto& row : *rows) {
    const auto heard = co_await replay(s, row);
    if (!heard) co_return net::problem(heard.error());
    (heard->outcome == DeliveryOutcome::rejected ? left : taken) += 1;
    seq = std::max(seq, heard->receipt.seq);
  }
  wire::JsonWriter json;
  json.begin_object().member("replayed", taken).member("still_rejected", left).member("seq", seq);
  write_next(json, *rows);
  json.end_object();
  co_return json_response(std::move(json).text());
}

Answer try_source(ApiContext& s, const net::Request& request) {
  const auto source = s.sources.find(request.params.find("source")->second);
  if (!source) co_return net::problem(no_source());
  const auto mapping = mapping_to_try(*source, request.body);
  if (!mapping) co_return net::problem(mapping.error());
  const auto rows = co_await waiting(s, source->id, after_of(request));
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
  co_return json_response(std::move(json).text());
}

}  // namespace dealbell::app
