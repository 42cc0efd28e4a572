#include <algorithm>

#include "core/events/event_limits.hpp"
#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

void read_amounts(Reading& reading, const Place& place, std::vector<FieldRule>& fields) {
  if (!reading.is_object(place)) return;
  if (place.size() > core::event_amounts_max) reading.mistake(place, "at most 20 amounts");
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto& name = place.value->names[i];
    if (!core::is_amount_name(name))
      reading.mistake(place.member(i),
                      "an amount's name has 1 to 40 of a-z, 0-9 and _, a letter first");
    fields.push_back({"amounts/" + name, reading.expression(place.member(i))});
  }
}

std::vector<FieldRule> read_fields(Reading& reading, const Place& place, Emit emit) {
  std::vector<FieldRule> fields;
  if (!reading.is_object(place)) return fields;
  const auto known = field_names(emit);
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto& name = place.value->names[i];
    const auto field = place.member(i);
    if (std::ranges::find(known, name) == known.end())
      reading.mistake(field, "a " + std::string(entity_of(emit)) +
                                 " has no field of this name: " + "expected " + listed(known));
    else if (name == "amounts")
      read_amounts(reading, field, fields);
    else
      fields.push_back({name, reading.expression(field)});
  }
  return fields;
}

// "operation": "create" is short for a condition that always holds.
std::optional<Guard> read_create(Reading& reading, const Place& rule) {
  if (const auto create = reading.may(rule, "create")) return reading.guard(*create);
  const auto operation = reading.may(rule, "operation");
  if (!operation) return std::nullopt;
  if (reading.text(*operation) != "create") reading.mistake(*operation, "expected create");
  return Guard{};
}

Emit read_emit(Reading& reading, const Place& rule) {
  const auto place = reading.want(rule, "emit");
  if (!place) return Emit::ignore;
  const auto emit = emit_of(reading.text(*place));
  if (!emit)
    reading.mistake(*place,
                    "expected deal, deal.delete, deal.merge, activity, activity.delete, refund, "
                    "refund.delete or ignore");
  return emit.value_or(Emit::ignore);
}

void check_members(Reading& reading, const Place& rule, Emit emit) {
  switch (emit) {
    case Emit::ignore:
      return reading.only(rule, {"when", "emit", "reason"});
    case Emit::deal_delete:
    case Emit::activity_delete:
    case Emit::refund_delete:
      return reading.only(rule, {"when", "emit", "id", "at", "quiet", "prev"});
    case Emit::deal_merge:
      return reading.only(rule, {"when", "emit", "id", "at", "losers", "keep", "set", "prev"});
    case Emit::deal:
    case Emit::activity:
    case Emit::refund:
      return reading.only(
          rule, {"when", "emit", "id", "at", "operation", "create", "quiet", "set", "prev"});
  }
}

}  // namespace

Rule read_rule(Reading& reading, const Place& place) {
  Rule rule;
  rule.pointer = place.pointer;
  if (!reading.is_object(place)) return rule;
  if (const auto when = reading.may(place, "when")) rule.when = reading.guard(*when);
  rule.emit = read_emit(reading, place);
  check_members(reading, place, rule.emit);
  if (rule.emit == Emit::ignore) {
    if (const auto reason = reading.want(place, "reason")) rule.reason = reading.text(*reason);
    return rule;
  }
  if (const auto id = reading.want(place, "id")) rule.id = one(reading, *id);
  rule.at = option(reading, place, "at");
  rule.create = read_create(reading, place);
  if (const auto quiet = reading.may(place, "quiet")) rule.quiet = reading.guard(*quiet);
  if (rule.emit == Emit::deal_merge) {
    if (const auto losers = reading.want(place, "losers"))
      rule.losers = reading.expressions(*losers, 1);
    if (const auto keep = reading.may(place, "keep")) rule.keep = reading.expressions(*keep, 1);
  }
  if (const auto set = reading.may(place, "set")) rule.set = read_fields(reading, *set, rule.emit);
  if (const auto previous = reading.may(place, "prev"))
    rule.previous = read_fields(reading, *previous, rule.emit);
  return rule;
}

}  // namespace dealbell::intake
