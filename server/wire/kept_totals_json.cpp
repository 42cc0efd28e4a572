#include "wire/kept_totals_json.hpp"

#include <nlohmann/json.hpp>

#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

using nlohmann::json;

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_change(JsonWriter& json, const std::optional<FigureChange>& changed) {
  json.key("changed");
  if (!changed) {
    json.null();
    return;
  }
  json.begin_object().member("from", changed->from).member("to", changed->to);
  json.member("at", to_ms(changed->at));
  write_texts(json, "rules", changed->rules);
  write_texts(json, "moved", changed->moved);
  json.member("note", changed->note).end_object();
}

FigureChange change_of(const json& changed) {
  return {changed.at("from"),  changed.at("to"),    from_ms(changed.at("at").get<std::int64_t>()),
          changed.at("rules"), changed.at("moved"), changed.at("note")};
}

}  // namespace

std::string write_kept_totals(const KeptTotals& kept) {
  JsonWriter json;
  json.begin_object().member("version", kept.version).member("log", kept.log);
  json.member("seq", kept.seq).member("org", kept.org).key("totals").begin_object();
  for (const auto& [period, totals] : kept.totals) {
    json.key(period).begin_object();
    for (const auto& [measure, text] : totals) json.member(measure, text);
    json.end_object();
  }
  json.end_object();
  write_change(json, kept.changed);
  json.end_object();
  return std::move(json).text();
}

Result<KeptTotals> read_kept_totals(std::string_view text) {
  try {
    const auto all = json::parse(text);
    KeptTotals kept{all.at("version"), all.at("log"),    all.at("seq"),
                    all.at("org"),     all.at("totals"), std::nullopt};
    if (const auto& changed = all.at("changed"); !changed.is_null())
      kept.changed = change_of(changed);
    return kept;
  } catch (const json::exception& e) {
    return error(Errc::corrupt, std::string("cannot read the kept totals: ") + e.what());
  }
}

std::string write_figure_change(int version, const std::optional<FigureChange>& changed) {
  JsonWriter json;
  json.begin_object().member("version", version);
  write_change(json, changed);
  json.end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
