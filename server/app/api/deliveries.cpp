// What senders sent: a list, and one of it with its request and body.

#include <charconv>

#include "app/api/endpoints.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

using store::DeliveryLog;
using store::LoggedDelivery;

constexpr int page_rows = 100;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (ec != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

Result<DeliveryLog::Query> wanted_by(const net::Request& request) {
  DeliveryLog::Query wanted;
  wanted.limit = page_rows;
  for (const auto& [name, value] : request.query) {
    if (name == "source") {
      wanted.source = value;
    } else if (name == "outcome") {
      wanted.outcome = delivery_outcome(value);
      if (!wanted.outcome) return error(Errc::bad_value, "outcome: there is no \"" + value + "\"");
    } else if (name == "before") {
      const auto before = whole_number(value);
      if (!before) return error(Errc::bad_value, "before: the id of a delivery");
      wanted.before_id = *before;
    }
  }
  return wanted;
}

void write_row(wire::JsonWriter& json, const LoggedDelivery& d) {
  json.member("id", d.id).member("at", to_ms(d.at)).member("source", d.source);
  json.member("outcome", word_of(d.outcome)).member("status", d.status);
  json.member("latency_us", d.latency_us).member("events", d.events).member("bytes", d.bytes);
  json.member("detail", d.detail);
}

}  // namespace

Answer get_deliveries(ApiContext& s, const net::Request& request) {
  const auto wanted = wanted_by(request);
  if (!wanted) co_return net::problem(wanted.error(), 400);
  auto read = [wanted = *wanted](const DeliveryLog& log) { return log.page(wanted); };
  const auto rows = co_await s.watch.with_log(read);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& row : *rows) {
    json.begin_object();
    write_row(json, row);
    json.end_object();
  }
  json.end_array().key("next");
  if (rows->size() == page_rows)
    json.value(rows->back().id);
  else
    json.null();
  json.end_object();
  co_return json_response(std::move(json).text());
}

// Request and body are null once their time is over.
Answer get_delivery(ApiContext& s, const net::Request& request) {
  const auto id = whole_number(request.params.find("id")->second);
  if (!id) co_return net::problem(error(Errc::not_found, "there is no delivery by this id"));
  auto read = [id = *id](const DeliveryLog& log) { return log.one(id); };
  const auto found = co_await s.watch.with_log(read);
  if (!found) co_return net::problem(found.error());
  wire::JsonWriter json;
  json.begin_object();
  write_row(json, *found);
  json.key("request");
  if (found->request.empty())
    json.null();
  else
    json.raw(found->request);
  json.key("body");
  if (found->body.empty())
    json.null();
  else
    json.value(found->body);
  json.end_object();
  co_return json_response(std::move(json).text());
}

}  // namespace dealbell::app
