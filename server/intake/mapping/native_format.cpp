#include "intake/mapping/native_format.hpp"

#include "core/events/event_fields.hpp"
#include "core/events/event_limits.hpp"

namespace dealbell::intake {
namespace {

using Members = std::vector<std::pair<std::string, Value>>;

Value value_of(const std::string& text) { return Value::of(text); }
Value value_of(core::Amount amount) { return Value::of(core::format_amount(amount.e4)); }
Value value_of(core::DealStatus status) { return Value::of(std::string(core::word_of(status))); }
Value value_of(core::ActivityStatus status) {
  return Value::of(std::string(core::word_of(status)));
}
Value value_of(std::int32_t percent_e4) {
  return Value::number(core::format_amount(percent_e4, 0));
}
Value value_of(std::int64_t whole) { return Value::number(std::to_string(whole)); }
Value value_of(bool flag) { return Value::of(flag); }
Value value_of(Instant instant) { return Value::of(format_instant(instant)); }
Value value_of(TimeOrDay when) { return Value::of(format_time_or_day(when)); }
Value value_of(Day day) { return Value::of(format_day(day)); }

template <class T>
void put(Members& members, std::string_view name, const core::Patch<T>& patch) {
  if (patch) members.emplace_back(name, *patch ? value_of(**patch) : Value{});
}

void put(Members& members, std::string_view name, const core::NamedAmounts& amounts) {
  if (amounts.empty()) return;
  Members named;
  for (const auto& [one, amount] : amounts)
    named.emplace_back(one, amount ? value_of(*amount) : Value{});
  members.emplace_back(name, Value::of(std::move(named)));
}

// A mapping never sets credit shares.
void put(Members&, std::string_view, const core::Patch<std::vector<core::CreditShare>>&) {}

template <class Entity>
Value entity_value(const Entity& entity) {
  Members members{{"id", Value::of(entity.id)}};
  for (const auto& field : core::EventFields<Entity>::table)
    std::visit(
        [&](auto member) {
          if constexpr (std::is_same_v<decltype(member), core::CurrencyMember<Entity>>)
            put(members, field.name, entity.*member.member);
          else
            put(members, field.name, entity.*member);
        },
        field.member);
  if constexpr (std::is_same_v<Entity, core::RefundEvent>)
    if (entity.deleted) members.emplace_back("status", Value::of(std::string("deleted")));
  return Value::of(std::move(members));
}

}  // namespace

Value native_format(const core::Event& event) {
  Members members{{"id", Value::of(event.id)}};
  std::visit(
      [&](const auto& entity) {
        using Entity = std::decay_t<decltype(entity)>;
        const std::string type(core::EventFields<Entity>::type);
        members.emplace_back("type", Value::of(type));
        if (event.occurred_at) members.emplace_back("occurred_at", value_of(*event.occurred_at));
        if (event.operation == core::Operation::create)
          members.emplace_back("operation", Value::of(std::string("create")));
        if (event.order) members.emplace_back("order", value_of(*event.order));
        if (event.quiet) members.emplace_back("quiet", Value::of(true));
        members.emplace_back(type, entity_value(entity));
      },
      event.what);
  return Value::of(std::move(members));
}

}  // namespace dealbell::intake
