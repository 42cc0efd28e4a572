#pragma once

#include <string_view>
#include <variant>

#include "core/event.hpp"
#include "wire/event_values.hpp"

namespace dealbell::wire {

// The fields of each kind of entity, in the order in which they are written. One table serves
// reading and writing; the type of the member says how its value looks in JSON.

template <class Entity>
struct CurrencyMember {
  core::Patch<std::string> Entity::*member;
};

template <class Entity>
using MemberOf = std::variant<
    core::Patch<std::string> Entity::*, CurrencyMember<Entity>, core::Patch<core::Amount> Entity::*,
    core::Patch<core::DealStatus> Entity::*, core::Patch<core::ActivityStatus> Entity::*,
    core::Patch<std::int32_t> Entity::*,  // ten-thousandths of a percent
    core::Patch<std::int64_t> Entity::*,  // seconds
    core::Patch<bool> Entity::*, core::Patch<Instant> Entity::*, core::Patch<Day> Entity::*,
    core::Patch<std::vector<core::CreditShare>> Entity::*, NamedAmounts Entity::*>;

template <class Entity>
struct Field {
  std::string_view name;
  MemberOf<Entity> member;
};

template <class Entity>
struct Fields;

template <>
struct Fields<core::DealEvent> {
  using E = core::DealEvent;
  static constexpr std::string_view type = "deal";
  static constexpr Field<E> table[] = {
      {"title", &E::title},
      {"amount", &E::amount},
      {"currency", CurrencyMember<E>{&E::currency}},
      {"amounts", &E::amounts},
      {"stage", &E::stage},
      {"status", &E::status},
      {"owner", &E::owner},
      {"team", &E::team},
      {"pipeline", &E::pipeline},
      {"product", &E::product},
      {"region", &E::region},
      {"lead_source", &E::lead_source},
      {"customer", &E::customer},
      {"kind", &E::kind},
      {"probability", &E::probability_e4},
      {"forecast", &E::forecast},
      {"created_at", &E::created_at},
      {"close_date", &E::close_date},
      {"closed_at", &E::closed_at},
      {"lost_reason", &E::lost_reason},
      {"credits", &E::credits},
  };
};

template <>
struct Fields<core::ActivityEvent> {
  using E = core::ActivityEvent;
  static constexpr std::string_view type = "activity";
  static constexpr Field<E> table[] = {
      {"kind", &E::kind},
      {"at", &E::at},
      {"status", &E::status},
      {"person", &E::person},
      {"team", &E::team},
      {"deal", &E::deal},
      {"duration_s", &E::duration_s},
      {"outcome", &E::outcome},
      {"automatic", &E::automatic},
  };
};

// A refund's only status is "deleted"; it is a flag of the entity and not in the table.
template <>
struct Fields<core::RefundEvent> {
  using E = core::RefundEvent;
  static constexpr std::string_view type = "refund";
  static constexpr Field<E> table[] = {
      {"deal", &E::deal},
      {"amount", &E::amount},
      {"currency", CurrencyMember<E>{&E::currency}},
      {"date", &E::date},
  };
};

// Deletion, in the one way of each kind.
inline bool is_deleted(const core::DealEvent& deal) {
  return deal.status && *deal.status == core::DealStatus::deleted;
}
inline bool is_deleted(const core::ActivityEvent& activity) {
  return activity.status && *activity.status == core::ActivityStatus::deleted;
}
inline bool is_deleted(const core::RefundEvent& refund) { return refund.deleted; }

}  // namespace dealbell::wire
