#include "app/api/refused.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"

namespace dealbell::app {
namespace {

constexpr int refused_per_page = 100;

}  // namespace

Answer get_refused(ApiContext& api, const net::Request& request) {
  auto read = [before = whole_number(query_param(request, "before")).value_or(0)](
                  store::Ledger& ledger) { return ledger.refused(before, refused_per_page); };
  const auto rows = co_await api.office.with_ledger(read);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& r : *rows) {
    json.begin_object().member("id", r.id).member("at", to_ms(r.at)).member("source", r.source);
    json.member("code", r.code).member("message", r.message).member("bytes", r.bytes).end_object();
  }
  json.end_array();
  const bool full = rows->size() == refused_per_page;
  write_optional(json, "next", full ? std::optional(rows->back().id) : std::nullopt);
  json.end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
