#pragma once

#include <string_view>
#include <variant>

#include "core/events/event.hpp"

namespace dealbell::core {

// The fields of each kind of event, by their names in our own format and in the order in which they
// are written. All readers and writers use this table; the type of the member determines the format
// of the value.

template <class Entity>
struct CurrencyMember {
  Patch<std::string> Entity::*member;
};

template <class Entity>
using MemberOf =
    std::variant<Patch<std::string> Entity::*, CurrencyMember<Entity>, Patch<Amount> Entity::*,
                 Patch<DealStatus> Entity::*, Patch<ActivityStatus> Entity::*,
                 Patch<std::int32_t> Entity::*,  // ten-thousandths of a percent
                 Patch<std::int64_t> Entity::*,  // seconds
                 Patch<bool> Entity::*, Patch<TimeOrDay> Entity::*, Patch<Day> Entity::*,
                 Patch<std::vector<CreditShare>> Entity::*, NamedAmounts Entity::*>;

template <class Entity>
struct EventField {
  std::string_view name;
  MemberOf<Entity> member;
};

template <class Entity>
struct EventFields;

template <>
struct EventFields<DealEvent> {
  using E = DealEvent;
  static constexpr std::string_view type = "deal";
  static constexpr EventField<E> table[] = {
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
struct EventFields<ActivityEvent> {
  using E = ActivityEvent;
  static constexpr std::string_view type = "activity";
  static constexpr EventField<E> table[] = {
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

// A refund's only status is "deleted"; it is the flag `deleted` and not in the table.
template <>
struct EventFields<RefundEvent> {
  using E = RefundEvent;
  static constexpr std::string_view type = "refund";
  static constexpr EventField<E> table[] = {
      {"deal", &E::deal},
      {"amount", &E::amount},
      {"currency", CurrencyMember<E>{&E::currency}},
      {"date", &E::date},
  };
};

// Whether the event deletes its entity.
inline bool is_deleted(const DealEvent& deal) {
  return deal.status && *deal.status == DealStatus::deleted;
}
inline bool is_deleted(const ActivityEvent& activity) {
  return activity.status && *activity.status == ActivityStatus::deleted;
}
inline bool is_deleted(const RefundEvent& refund) { return refund.deleted; }

}  // namespace dealbell::core
