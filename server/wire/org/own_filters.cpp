#include "wire/org/own_filters.hpp"

#include "wire/org/org_fields.hpp"

namespace dealbell::wire {
namespace {

using Of = core::OwnMeasure::Of;

bool is_among(std::string_view name, std::span<const Key> fields) {
  return std::ranges::find(fields, name) != fields.end();
}

bool is_field(OrgReader& r, const std::string& name, Of of, const std::string& at) {
  const std::span<const Key> activity = activity_fields, deal = deal_fields;
  const bool of_activities = of == Of::activities;
  if (is_among(name, of_activities ? activity : deal)) return true;
  if (is_among(name, of_activities ? deal : activity))
    r.add_error(of_activities ? "only deals have this field" : "only activities have this field",
                at);
  else
    r.in.among(name, at, of_activities ? activity : deal);
  return false;
}

void read_values(OrgReader& r, JsonCursor json, const std::string& at, core::OwnFilter& filter) {
  r.in.elements(json, at, filter_values_max, [&](JsonCursor element, const std::string& value_at) {
    auto& text = filter.any_of.emplace_back();  // "": entries without a value
    if (!r.in.value(element, value_at, text)) return;
    if (filter.field == "team") r.check_reference(r.teams, text, value_at);
    if (filter.field == "automatic" && text != "true" && text != "false")
      r.add_error("automatic must be \"true\" or \"false\"", value_at);
  });
  if (filter.any_of.empty()) r.add_error("list at least one value", at);
}

}  // namespace

void read_where(OrgReader& r, JsonCursor json, const std::string& at, core::OwnMeasure& measure) {
  r.in.named(json, at, filters_max,
             [&](const std::string& name, JsonCursor value, const std::string& field_at) {
               if (!is_field(r, name, measure.of, field_at)) return;
               auto& filter = measure.where.emplace_back();
               filter.field = name;
               if (value.kind() != JsonKind::object) return read_values(r, value, field_at, filter);
               filter.none_of = true;
               r.in.members(value, field_at, not_keys,
                            [&](Key, JsonCursor values, const std::string& not_at) {
                              read_values(r, values, not_at, filter);
                            });
               r.require(!filter.any_of.empty(), "not", field_at);
             });
}

Json write_where(const std::vector<core::OwnFilter>& where) {
  Json json;
  for (const auto& filter : where) {
    Json values = filter.any_of;
    json[filter.field] = filter.none_of ? Json{{"not", std::move(values)}} : std::move(values);
  }
  return json;
}

}  // namespace dealbell::wire
