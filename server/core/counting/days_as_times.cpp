#include "core/counting/days_as_times.hpp"

#include "core/events/event_fields.hpp"

namespace dealbell::core {
namespace {

using When = Patch<TimeOrDay>;

bool to_time(When& when, const Calendar& calendar) {
  if (!when || !*when || !(*when)->is_day()) return false;
  **when = calendar.noon_of((*when)->day());
  return true;
}

template <class Entity>
bool all_to_times(Entity& entity, const Calendar& calendar) {
  bool changed = false;
  for (const auto& field : EventFields<Entity>::table)
    if (const auto* when = std::get_if<When Entity::*>(&field.member))
      changed |= to_time(entity.**when, calendar);
  return changed;
}

}  // namespace

bool days_to_times(Event& event, const Calendar& calendar) {
  return std::visit([&](auto& what) { return all_to_times(what, calendar); }, event.what);
}

}  // namespace dealbell::core
