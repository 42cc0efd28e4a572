#include "intake/mapping/fields.hpp"

#include <algorithm>
#include <charconv>

#include "core/events/event_fields.hpp"
#include "core/events/event_limits.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

Result<> parse_into(std::string& member, std::string_view text) {
  member = trim(text);
  return core::check_event_text(text);
}

Result<> parse_into(core::Amount& amount, std::string_view text) {
  const auto read = core::parse_amount(text);
  if (!read) return read.error();
  amount = *read;
  return {};
}

Result<> parse_into(core::DealStatus& status, std::string_view text) {
  status = core::deal_status(text);
  return {};
}

Result<> parse_into(core::ActivityStatus& status, std::string_view text) {
  const auto read = core::activity_status(text);
  if (!read)
    return error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) +
                                      "\" is not a status: expected planned, done or deleted");
  status = *read;
  return {};
}

Result<> parse_into(std::int32_t& percent_e4, std::string_view text) {
  const auto read = core::read_percent(text);
  if (!read) return read.error();
  percent_e4 = *read;
  return {};
}

Result<> parse_into(std::int64_t& whole, std::string_view text) {
  const auto* end = text.data() + text.size();
  const auto [stop, ec] = std::from_chars(text.data(), end, whole);
  if (ec == std::errc{} && stop == end) return {};
  return error(Errc::bad_value, std::string(text.substr(0, 40)) + " is not a 64-bit integer");
}

Result<> parse_into(bool& flag, std::string_view text) {
  flag = text == "true";
  if (flag || text == "false") return {};
  return error(Errc::bad_value, "expected true or false");
}

Result<> parse_into(TimeOrDay& when, std::string_view text) {
  const auto read = parse_time_or_day(text);
  if (!read) return read.error();
  when = *read;
  return {};
}

Result<> parse_into(Day& day, std::string_view text) {
  const auto read = parse_day(text);
  if (!read) return read.error();
  day = *read;
  return {};
}

template <class T>
Result<> put(core::Patch<T>& patch, const Value& value) {
  patch.emplace();
  if (value.kind == Value::Kind::null || trim(text_of(value)).empty()) return {};
  return parse_into(patch->emplace(), text_of(value));
}

template <class Entity>
Result<> put(Entity& entity, const core::CurrencyMember<Entity>& currency, const Value& value) {
  const auto code = core::read_currency(trim(text_of(value)));
  if (!code) return code.error();
  auto& patch = (entity.*currency.member).emplace();
  if (!code->empty()) patch = *code;
  return {};
}

Result<> put_amount(core::NamedAmounts& amounts, std::string_view name, const Value& value) {
  core::Patch<core::Amount> amount;
  if (auto parsed = put(amount, value); !parsed) return parsed;
  const auto place = std::ranges::lower_bound(
      amounts, name, {}, [](const auto& named) -> std::string_view { return named.first; });
  amounts.insert(place, {std::string(name), *amount});
  return {};
}

template <class Entity>
Result<> set(Entity& entity, std::string_view name, const Value& value) {
  if (!value.is_scalar())
    return error(Errc::wrong_type, "expected a single value, found a list or object");
  if constexpr (std::is_same_v<Entity, core::DealEvent>)
    if (name.starts_with("amounts/")) return put_amount(entity.amounts, name.substr(8), value);
  for (const auto& field : core::EventFields<Entity>::table) {
    if (field.name != name) continue;
    return std::visit(
        [&](auto member) -> Result<> {
          using Member = decltype(member);
          if constexpr (std::is_same_v<Member, core::CurrencyMember<Entity>>)
            return put(entity, member, value);
          else if constexpr (std::is_same_v<Member, core::NamedAmounts Entity::*> ||
                             std::is_same_v<Member,
                                            core::Patch<std::vector<core::CreditShare>> Entity::*>)
            return error(Errc::internal, "this field cannot be set from one value");
          else
            return put(entity.*member, value);
        },
        field.member);
  }
  return error(Errc::internal, "there is no field of this name");
}

}  // namespace

Result<> set_field(core::DealEvent& deal, std::string_view name, const Value& value) {
  return set(deal, name, value);
}
Result<> set_field(core::ActivityEvent& activity, std::string_view name, const Value& value) {
  return set(activity, name, value);
}
Result<> set_field(core::RefundEvent& refund, std::string_view name, const Value& value) {
  return set(refund, name, value);
}

}  // namespace dealbell::intake
