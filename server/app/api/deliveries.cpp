#include "app/api/deliveries.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"

namespace dealbell::app {
namespace {

using store::DeliveryLog;
using store::LoggedDelivery;

constexpr int deliveries_per_page = 100;

// Ids begin at 1.
std::optional<std::int64_t> delivery_id(std::string_view text) {
  const auto id = whole_number(text);
  return id && *id >= 1 ? id : std::nullopt;
}

Result<DeliveryLog::Query> page_query(const net::Request& request) {
  DeliveryLog::Query query;
  query.limit = deliveries_per_page;
  for (const auto& [name, value] : request.query) {
    if (name == "source") {
      query.source = value;
    } else if (name == "outcome") {
      query.outcome = delivery_outcome(value);
      if (!query.outcome) return error(Errc::bad_value, "outcome: \"" + value + "\" is unknown");
    } else if (name == "before") {
      const auto before = delivery_id(value);
      if (!before) return error(Errc::bad_value, "before: must be the id of a delivery");
      query.before_id = *before;
    }
  }
  return query;
}

void write_members(wire::JsonWriter& json, const LoggedDelivery& d) {
  json.member("id", d.id).member("at", to_ms(d.at)).member("source", d.source);
  json.member("outcome", word_of(d.outcome)).member("status", d.status);
  json.member("latency_us", d.latency_us).member("events", d.events).member("bytes", d.bytes);
  json.member("detail", d.detail);
}

}  // namespace

Answer get_deliveries(ApiContext& api, const net::Request& request) {
  const auto query = page_query(request);
  if (!query) co_return net::problem(query.error(), 400);
  auto read = [query = *query](const DeliveryLog& log) { return log.page(query); };
  const auto rows = co_await api.monitor.with_log(read);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& row : *rows) {
    json.begin_object();
    write_members(json, row);
    json.end_object();
  }
  json.end_array();
  const bool full = rows->size() == deliveries_per_page;
  write_optional(json, "next", full ? std::optional(rows->back().id) : std::nullopt);
  json.end_object();
  co_return json_response(std::move(json));
}

// Request and body are null once they have been deleted for their age or for space.
Answer get_delivery(ApiContext& api, const net::Request& request) {
  const auto id = delivery_id(path_param(request, "id"));
  if (!id) co_return net::problem(error(Errc::not_found, "there is no delivery with this id"));
  auto read = [id = *id](const DeliveryLog& log) { return log.one(id); };
  const auto delivery = co_await api.monitor.with_log(read);
  if (!delivery) co_return net::problem(delivery.error());
  wire::JsonWriter json;
  json.begin_object();
  write_members(json, *delivery);
  json.key("request");
  if (delivery->request.empty())
    json.null();
  else
    json.raw(delivery->request);
  json.key("body");
  if (delivery->body.empty())
    json.null();
  else
    json.value(delivery->body);
  json.end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
