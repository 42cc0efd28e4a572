#include <algorithm>

#include "core/events/event_limits.hpp"
#include "intake/mapping/read_operators.hpp"
#include "intake/mapping/read_plan.hpp"

namespace dealbell::intake {
namespace {

void read_amounts(MappingReader& reader, const JsonPlace& place, std::vector<FieldRule>& fields) {
  if (!reader.is_object(place)) return;
  if (place.size() > core::event_amounts_max)
    reader.add_error(place, "at most 20 amounts are allowed");
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto& name = place.value->names[i];
    if (!core::is_amount_name(name))
      reader.add_error(
          place.member(i),
          "an amount's name has 1 to 40 characters: a-z, 0-9 and _, beginning with a letter");
    fields.push_back({"amounts/" + name, reader.expression(place.member(i))});
  }
}

std::vector<FieldRule> read_fields(MappingReader& reader, const JsonPlace& place, Emit emit) {
  std::vector<FieldRule> fields;
  if (!reader.is_object(place)) return fields;
  const auto known = field_names(emit);
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto& name = place.value->names[i];
    const auto field = place.member(i);
    if (std::ranges::find(known, name) == known.end())
      reader.add_error(field, "a " + std::string(entity_of(emit)) +
                                  " has no field of this name: expected " + one_of(known));
    else if (name == "amounts")
      read_amounts(reader, field, fields);
    else
      fields.push_back({name, reader.expression(field)});
  }
  return fields;
}

// "operation": "create" is short for a condition that is always true.
std::optional<Guard> read_create(MappingReader& reader, const JsonPlace& rule) {
  if (const auto create = reader.optional(rule, "create")) return reader.guard(*create);
  const auto operation = reader.optional(rule, "operation");
  if (!operation) return std::nullopt;
  if (reader.text(*operation) != "create") reader.add_error(*operation, "expected create");
  return Guard{};
}

Emit read_emit(MappingReader& reader, const JsonPlace& rule) {
  const auto place = reader.required(rule, "emit");
  if (!place) return Emit::ignore;
  const auto emit = emit_of(reader.text(*place));
  if (!emit)
    reader.add_error(*place,
                     "expected deal, deal.delete, deal.merge, activity, activity.delete, refund, "
                     "refund.delete, ignore or reject");
  return emit.value_or(Emit::ignore);
}

void check_members(MappingReader& reader, const JsonPlace& rule, Emit emit) {
  switch (emit) {
    case Emit::ignore:
    case Emit::reject:
      return reader.allow_only(rule, {"when", "emit", "reason"});
    case Emit::deal_delete:
    case Emit::activity_delete:
    case Emit::refund_delete:
      return reader.allow_only(rule, {"when", "emit", "id", "at", "quiet", "prev"});
    case Emit::deal_merge:
      return reader.allow_only(rule, {"when", "emit", "id", "at", "losers", "keep", "set", "prev"});
    case Emit::deal:
    case Emit::activity:
    case Emit::refund:
      return reader.allow_only(
          rule, {"when", "emit", "id", "at", "operation", "create", "quiet", "set", "prev"});
  }
}

}  // namespace

Rule read_rule(MappingReader& reader, const JsonPlace& place) {
  Rule rule;
  rule.pointer = place.pointer;
  if (!reader.is_object(place)) return rule;
  if (const auto when = reader.optional(place, "when")) rule.when = reader.guard(*when);
  rule.emit = read_emit(reader, place);
  check_members(reader, place, rule.emit);
  if (rule.emit == Emit::ignore || rule.emit == Emit::reject) {
    if (const auto reason = reader.required(place, "reason")) rule.reason = reader.text(*reason);
    return rule;
  }
  if (const auto id = reader.required(place, "id")) rule.id = one_expression(reader, *id);
  rule.at = optional_expression(reader, place, "at");
  rule.create = read_create(reader, place);
  if (const auto quiet = reader.optional(place, "quiet")) rule.quiet = reader.guard(*quiet);
  if (rule.emit == Emit::deal_merge) {
    if (const auto losers = reader.required(place, "losers"))
      rule.losers = reader.expressions(*losers, 1);
    if (const auto keep = reader.optional(place, "keep")) rule.keep = reader.expressions(*keep, 1);
  }
  if (const auto set = reader.optional(place, "set"))
    rule.set = read_fields(reader, *set, rule.emit);
  if (const auto previous = reader.optional(place, "prev"))
    rule.previous = read_fields(reader, *previous, rule.emit);
  return rule;
}

}  // namespace dealbell::intake
