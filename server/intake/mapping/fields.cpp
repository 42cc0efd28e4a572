#include "intake/mapping/fields.hpp"

#include <algorithm>
#include <charconv>

#include "core/events/event_fields.hpp"
#include "core/events/event_limits.hpp"
#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {
namespace {

Result<> store(std::string& text, std::string_view given) {
  text = given;
  return core::check_event_text(given);
}

Result<> store(core::Amount& amount, std::string_view given) {
  const auto read = core::parse_amount(given);
  if (!read) return read.error();
  amount = *read;
  return {};
}

Result<> store(core::DealStatus& status, std::string_view given) {
  status = core::deal_status(given);
  return {};
}

Result<> store(core::ActivityStatus& status, std::string_view given) {
  const auto read = core::activity_status(given);
  if (!read)
    return error(Errc::bad_value, "\"" + std::string(given.substr(0, 40)) +
                                      "\" is not known: expected planned, done or deleted");
  status = *read;
  return {};
}

Result<> store(std::int32_t& percent_e4, std::string_view given) {
  const auto read = core::read_percent(given);
  if (!read) return read.error();
  percent_e4 = *read;
  return {};
}

Result<> store(std::int64_t& whole, std::string_view given) {
  const auto* end = given.data() + given.size();
  const auto [stop, ec] = std::from_chars(given.data(), end, whole);
  if (ec == std::errc{} && stop == end) return {};
  return error(Errc::bad_value,
               std::string(given.substr(0, 40)) + " is not a whole number of 64 bits");
}

Result<> store(bool& flag, std::string_view given) {
  flag = given == "true";
  if (flag || given == "false") return {};
  return error(Errc::bad_value, "expected true or false");
}

Result<> store(Instant& instant, std::string_view given) {
  const auto read = parse_instant(given);
  if (!read) return read.error();
  instant = *read;
  return {};
}

Result<> store(Day& day, std::string_view given) {
  const auto read = parse_day(given);
  if (!read) return read.error();
  day = *read;
  return {};
}

template <class T>
Result<> put(core::Patch<T>& patch, const Value& value) {
  patch.emplace();
  if (value.kind == Value::Kind::null || text_of(value).empty()) return {};
  return store(patch->emplace(), text_of(value));
}

template <class Entity>
Result<> put(Entity& entity, const core::CurrencyMember<Entity>& currency, const Value& value) {
  const auto code = core::read_currency(text_of(value));
  if (!code) return code.error();
  auto& patch = (entity.*currency.member).emplace();
  if (!code->empty()) patch = *code;
  return {};
}

Result<> put_amount(core::NamedAmounts& amounts, std::string_view name, const Value& value) {
  core::Patch<core::Amount> amount;
  if (auto put_in = put(amount, value); !put_in) return put_in;
  const auto place = std::ranges::lower_bound(
      amounts, name, {}, [](const auto& named) -> std::string_view { return named.first; });
  amounts.insert(place, {std::string(name), *amount});
  return {};
}

template <class Entity>
Result<> set(Entity& entity, std::string_view name, const Value& value) {
  if (!value.is_scalar())
    return error(Errc::wrong_type, "expected one value, found a list or object");
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
            return error(Errc::internal, "this field has parts");
          else
            return put(entity.*member, value);
        },
        field.member);
  }
  return error(Errc::internal, "no field of this name");
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
