#include "wire/kpi_json.hpp"

#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

void put_text(JsonWriter& json, std::string_view key, std::string_view text) {
  if (text.empty())
    json.key(key).null();
  else
    json.member(key, text);
}

void put_day(JsonWriter& json, std::string_view key, Day day) {
  const bool set = day != Day::min() && day != Day::max();
  put_text(json, key, set ? format_day(day) : "");
}

void put_value(JsonWriter& json, const core::Figure& figure, core::Unit unit,
               const std::string& currency) {
  json.key("value");
  if (const auto* sum = std::get_if<core::Sum>(&figure.value)) {
    if (unit == core::Unit::money)
      json.value(core::format_amount(*sum, core::currency_decimals(currency)));
    else
      json.value(static_cast<std::int64_t>(*sum));
  } else if (const auto* number = std::get_if<double>(&figure.value)) {
    json.value(*number);
  } else {
    json.null();
  }
}

void put_figure(JsonWriter& json, const core::Figure& figure, core::Unit unit,
                const std::string& currency) {
  put_value(json, figure, unit, currency);
  json.member("n", figure.n);
  if (figure.unpriced != 0) json.member("unpriced", figure.unpriced);
  if (figure.why) json.member("why", figure.why);
}

void put_earlier(JsonWriter& json, std::string_view key,
                 const std::optional<core::Earlier>& earlier, const core::KpiAnswer& answer) {
  if (!earlier) return;
  json.key(key).begin_object();
  put_day(json, "from", earlier->range.from);
  put_day(json, "to", earlier->range.to);
  if (earlier->range.until) json.member("until", to_ms(*earlier->range.until));
  json.member("label", earlier->label);
  put_figure(json, earlier->figure, answer.unit, answer.currency);
  json.key("change");
  if (earlier->change)
    json.value(*earlier->change);
  else
    json.null();
  if (earlier->from_nothing) json.member("new", true);
  json.end_object();
}

void put_row(JsonWriter& json, const core::KpiRow& row, const core::KpiAnswer& answer) {
  put_figure(json, row.figure, answer.unit, answer.currency);
  put_earlier(json, "previous", row.previous, answer);
  put_earlier(json, "year", row.year, answer);
}

void put_money(JsonWriter& json, std::string_view key, const std::optional<core::Sum>& e4,
               const std::string& currency) {
  json.key(key);
  if (e4)
    json.value(core::format_amount(*e4, core::currency_decimals(currency)));
  else
    json.null();
}

void put_line_value(JsonWriter& json, const core::ExplainLine& line, const std::string& currency) {
  if (line.unit == core::Unit::money)
    put_money(json, "value", line.value, currency);
  else
    json.member("value", static_cast<std::int64_t>(line.value.value_or(0)));
}

void put_entity(JsonWriter& json, const core::ExplainLine& line) {
  put_text(json, "deal", line.deal);
  if (!line.activity.empty()) json.member("activity", line.activity);
}

void put_line(JsonWriter& json, const core::ExplainLine& line, const std::string& currency) {
  json.begin_object().member("part", line.part);
  put_entity(json, line);
  json.member("source", line.source);
  put_text(json, "title", line.title);
  put_text(json, "customer", line.customer);
  put_text(json, "person", line.person);
  put_text(json, "name", line.name);
  put_day(json, "day", line.day);
  json.key("at");
  if (line.at)
    json.value(to_ms(*line.at));
  else
    json.null();
  put_line_value(json, line, currency);
  if (line.unit == core::Unit::money) put_text(json, "currency", currency);
  put_money(json, "amount", line.amount ? std::optional<core::Sum>(line.amount->e4) : std::nullopt,
            line.amount_currency);
  put_text(json, "amount_currency", line.amount_currency);
  put_text(json, "rate", line.rate);
  put_text(json, "percent", line.percent_e4 ? core::format_amount(line.percent_e4, 0) : "");
  json.member("role", line.overlay ? "overlay" : "revenue");
  const auto note = line.belongs_to ? "booked late: belongs to " + format_day(*line.belongs_to)
                    : !line.twin_of.empty() ? "counts nowhere: the same deal as " + line.twin_of
                                            : "";
  put_text(json, "note", note);
  json.end_object();
}

}  // namespace

std::string write_kpis(const core::KpiAnswer& answer, const core::KpiQuestion& question) {
  JsonWriter json;
  json.begin_object();
  json.member("measure", answer.measure).member("unit", core::name_of(answer.unit));
  put_text(json, "currency", answer.currency);
  if (!question.by.empty()) json.member("by", question.by);
  put_text(json, "from", question.from ? format_day(*question.from) : "");
  put_text(json, "to", question.to ? format_day(*question.to) : "");
  json.member("log", answer.log).member("seq", answer.seq);
  json.key("total").begin_object();
  put_row(json, answer.total, answer);
  json.end_object().key("rows").begin_array();
  for (const auto& row : answer.rows) {
    json.begin_object().key("key");
    if (row.key)
      json.value(*row.key).member("name", row.name);
    else
      json.null().key("name").null();
    put_row(json, row, answer);
    json.end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

std::string write_explanation(const core::Explanation& e, const core::ExplainQuestion& question) {
  JsonWriter json;
  json.begin_object();
  json.member("measure", e.answer.measure).member("name", e.answer.title);
  json.member("unit", core::name_of(e.answer.unit));
  put_text(json, "currency", e.answer.currency);
  put_text(json, "by", question.kpi.by);
  put_text(json, "key", question.key);
  put_day(json, "from", e.range.from);
  put_day(json, "to", e.range.to);
  json.member("log", e.answer.log).member("seq", e.answer.seq);
  json.member("rule", e.rule).member("formula", e.formula);
  put_figure(json, e.answer.total.figure, e.answer.unit, e.answer.currency);
  json.key("inputs").begin_array();
  for (const auto& input : e.inputs) {
    json.begin_object().member("part", input.part).member("label", input.label);
    json.member("unit", core::name_of(input.unit));
    put_figure(json, input.figure, input.unit, e.answer.currency);
    json.end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const auto& line : e.lines) put_line(json, line, e.answer.currency);
  json.end_array().key("left_out").begin_array();
  for (const auto& line : e.left_out) put_line(json, line, e.answer.currency);
  json.end_array();
  put_text(json, "next", e.next);
  json.end_object();
  return std::move(json).text();
}

std::string write_deals(const core::Explanation& e) {
  JsonWriter json;
  json.begin_object();
  put_text(json, "currency", e.answer.currency);
  json.member("log", e.answer.log).member("seq", e.answer.seq).key("total").begin_object();
  put_figure(json, e.answer.total.figure, e.answer.unit, e.answer.currency);
  json.end_object().key("rows").begin_array();
  for (const auto& line : e.lines) {
    json.begin_object();
    put_entity(json, line);
    json.member("source", line.source);
    json.member("kind", line.part == "refunded" ? "refund" : line.part);
    put_text(json, "title", line.title);
    put_text(json, "customer", line.customer);
    put_text(json, "person", line.person);
    put_text(json, "name", line.name);
    put_line_value(json, line, e.answer.currency);
    put_text(json, "currency", line.unit == core::Unit::money ? e.answer.currency : "");
    json.key("at");
    if (line.at)
      json.value(to_ms(*line.at));
    else
      json.null();
    json.end_object();
  }
  json.end_array();
  put_text(json, "next", e.next);
  json.end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
