#include "core/demo/standing.hpp"

#include <algorithm>
#include <unordered_map>

namespace dealbell::core {
namespace {

struct Known {
  const DemoPerson* owner = nullptr;
  Amount amount;
  bool counted = false;
};

const DemoPerson* find_person(std::string_view id) {
  for (const auto& person : demo_people())
    if (person.id == id) return &person;
  return nullptr;
}

}  // namespace

DemoStanding::DemoStanding(const Period& month, const Calendar& calendar,
                           const std::vector<Event>& history)
    : month_(month) {
  std::unordered_map<std::string_view, Known> deals;
  for (const auto& event : history) {
    const auto* deal = std::get_if<DealEvent>(&event.what);
    if (!deal) continue;
    auto& known = deals[deal->id];
    if (deal->owner) known.owner = find_person(**deal->owner);
    if (!deal->status) continue;
    if (known.counted) subtract(*known.owner, known.amount);
    if (deal->amount) known.amount = **deal->amount;
    const auto day = calendar.day_of(event.received_at);
    known.counted = **deal->status == DealStatus::won && month.from <= day && day < month.to;
    if (known.counted) add(*known.owner, known.amount);
  }
}

void DemoStanding::add(const DemoPerson& person, Amount amount) {
  total_.e4 += amount.e4;
  by_person_[person.id] += amount.e4;
}

void DemoStanding::subtract(const DemoPerson& person, Amount amount) {
  add(person, Amount{-amount.e4});
}

std::vector<const DemoPerson*> DemoStanding::ranking() const {
  std::vector<const DemoPerson*> all;
  for (const auto& person : demo_people()) all.push_back(&person);
  const auto won = [&](const DemoPerson* person) {
    const auto found = by_person_.find(person->id);
    return found == by_person_.end() ? 0 : found->second;
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const auto* a, const auto* b) { return won(a) > won(b); });
  return all;
}

}  // namespace dealbell::core
