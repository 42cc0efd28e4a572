#include "wire/needs_mapping_json.hpp"

#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

void put_held_back(JsonWriter& json, const core::Moneys& moneys) {
  json.key("held_back").begin_object();
  for (const auto& [currency, sum] : moneys)
    json.member(currency, core::format_amount(sum, core::currency_decimals(currency)));
  json.end_object();
}

void put_proposal(JsonWriter& json, const std::string& person) {
  json.key("proposed");
  if (person.empty())
    json.null();
  else
    json.value(person);
}

// `what` is the name of the rows' key.
void put_unmapped(JsonWriter& json, const char* list, const char* what,
                  const core::Listed<core::Unmapped>& unmapped) {
  const bool people = std::string_view(list) == "people";
  json.key(list).begin_array();
  for (const auto& row : unmapped.rows) {
    json.begin_object().member("source", row.source).member(what, row.key);
    if (!row.pipeline.empty()) json.member("pipeline", row.pipeline);
    json.member("n", row.n);
    put_held_back(json, row.held_back);
    if (people) put_proposal(json, row.proposed);
    json.end_object();
  }
  json.end_array();
}

void put_twin(JsonWriter& json, const core::TwinDeal& deal) {
  json.begin_object().member("source", deal.source).member("id", deal.id);
  json.member("title", deal.title).member("customer", deal.customer);
  json.member("amount",
              core::format_amount(deal.amount.e4, core::currency_decimals(deal.currency)));
  json.member("currency", deal.currency).member("day", format_day(deal.day));
  json.member("person", deal.person).member("name", deal.name).end_object();
}

}  // namespace

std::string write_needs_mapping(const core::NeedsMapping& needs) {
  JsonWriter json;
  json.begin_object().member("log", needs.log).member("seq", needs.seq);
  put_unmapped(json, "people", "key", needs.people);
  put_unmapped(json, "stages", "key", needs.stages);
  put_unmapped(json, "pipelines", "key", needs.pipelines);
  put_unmapped(json, "currencies", "key", needs.currencies);
  json.key("incomplete").begin_array();
  for (const auto& row : needs.incomplete.rows) {
    json.begin_object().member("source", row.source).member("missing", row.missing);
    json.member("n", row.n).key("deals").begin_array();
    for (const auto& deal : row.deals) json.value(deal);
    json.end_array().end_object();
  }
  json.end_array();
  put_unmapped(json, "other_authority", "pipeline", needs.other_authority);
  json.key("twins").begin_array();
  for (const auto& pair : needs.twins.rows) {
    json.begin_object().key("deals").begin_array();
    put_twin(json, pair.later);
    put_twin(json, pair.earlier);
    json.end_array().end_object();
  }
  json.end_array().key("rest").begin_object();
  json.member("people", needs.people.rest).member("stages", needs.stages.rest);
  json.member("pipelines", needs.pipelines.rest).member("currencies", needs.currencies.rest);
  json.member("incomplete", needs.incomplete.rest);
  json.member("other_authority", needs.other_authority.rest);
  json.member("twins", needs.twins.rest).end_object().end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
