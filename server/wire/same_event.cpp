#include "wire/same_event.hpp"

#include "core/events/event_fields.hpp"
#include "wire/event_json.hpp"

namespace dealbell::wire {
namespace {

using When = core::Patch<TimeOrDay>;

// In one of the zones of the world, which are 12 hours behind UTC to 14 ahead.
bool somewhere_on(Instant time, Day day) {
  using std::chrono::hours;
  return time >= day - hours{14} && time < day + hours{24 + 12};
}

// Of a time and a day it may stand for, both become the day.
void use_newer_form(When& a, When& b) {
  if (!a || !b || !*a || !*b || (*a)->is_day() == (*b)->is_day()) return;
  auto& time = (*a)->is_day() ? *b : *a;
  const auto day = (*a)->is_day() ? **a : **b;
  if (somewhere_on(time->time(), day.day())) time = day;
}

template <class Entity>
void use_newer_forms(Entity& a, Entity& b) {
  for (const auto& field : core::EventFields<Entity>::table)
    if (const auto* when = std::get_if<When Entity::*>(&field.member))
      use_newer_form(a.**when, b.**when);
}

}  // namespace

bool same_event(std::string_view stored, std::string_view given) {
  auto a = read_event(stored, {}, {});
  auto b = read_event(given, {}, {});
  if (!a || !b || a->what.index() != b->what.index()) return false;
  std::visit(
      [&](auto& what) { use_newer_forms(what, std::get<std::decay_t<decltype(what)>>(b->what)); },
      a->what);
  return write_event(*a) == write_event(*b);
}

}  // namespace dealbell::wire
