#include "app/kpi_json.hpp"

#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

using wire::JsonWriter;

std::string_view name_of(core::Unit unit) {
  switch (unit) {
    case core::Unit::money:
      return "money";
    case core::Unit::count:
      return "count";
    case core::Unit::ratio:
      return "ratio";
  }
  return "";
}

void put_text(JsonWriter& json, std::string_view key, const std::string& text) {
  if (text.empty())
    json.key(key).null();
  else
    json.member(key, text);
}

void put_figure(JsonWriter& json, const core::KpiAnswer& answer, const core::Figure& figure) {
  json.key("value");
  if (const auto* sum = std::get_if<core::Sum>(&figure.value)) {
    if (answer.measure->unit == core::Unit::money)
      json.value(core::format_amount(*sum, core::currency_decimals(answer.currency)));
    else
      json.value(static_cast<std::int64_t>(*sum));
  } else if (const auto* ratio = std::get_if<double>(&figure.value)) {
    json.value(*ratio);
  } else {
    json.null();
  }
  json.member("n", figure.n);
  if (figure.unpriced != 0) json.member("unpriced", figure.unpriced);
}

}  // namespace

std::string write_kpis(const core::KpiAnswer& answer, const core::KpiQuestion& question) {
  JsonWriter json;
  json.begin_object();
  json.member("measure", answer.measure->name).member("unit", name_of(answer.measure->unit));
  put_text(json, "currency", answer.currency);
  if (!question.by.empty()) json.member("by", question.by);
  put_text(json, "from", question.from ? format_day(*question.from) : "");
  put_text(json, "to", question.to ? format_day(*question.to) : "");
  json.member("log", 1).member("seq", answer.seq);
  json.key("total").begin_object();
  put_figure(json, answer, answer.total.figure);
  json.end_object().key("rows").begin_array();
  for (const auto& row : answer.rows) {
    json.begin_object().key("key");
    if (row.key)
      json.value(*row.key).member("name", row.name);
    else
      json.null().key("name").null();
    put_figure(json, answer, row.figure);
    json.end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

std::string write_deals(const core::DealList& list) {
  JsonWriter json;
  const auto money = [&](std::string_view key, const std::optional<core::Sum>& e4,
                         const std::string& currency) {
    json.key(key);
    if (e4)
      json.value(core::format_amount(*e4, core::currency_decimals(currency)));
    else
      json.null();
  };
  json.begin_object();
  put_text(json, "currency", list.currency);
  json.member("log", 1).member("seq", list.seq).key("total").begin_object();
  money("value", list.total, list.currency);
  json.member("n", list.n).end_object().key("rows").begin_array();
  for (const auto& row : list.rows) {
    json.begin_object()
        .member("deal", row.deal)
        .member("source", row.source)
        .member("kind", row.kind);
    put_text(json, "title", row.title);
    put_text(json, "customer", row.customer);
    put_text(json, "person", row.person);
    put_text(json, "name", row.name);
    money("value", row.amount, row.currency);
    put_text(json, "currency", row.currency);
    json.member("at", to_ms(row.at)).end_object();
  }
  json.end_array();
  put_text(json, "next", list.next);
  json.end_object();
  return std::move(json).text();
}

}  // namespace dealbell::app
