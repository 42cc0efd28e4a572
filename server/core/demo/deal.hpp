#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/demo/cast.hpp"
#include "core/demo/random.hpp"
#include "core/events/event.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// One deal of the demo office and how it ends.
struct DemoDeal {
  std::string id;
  const DemoPerson* owner = nullptr;
  const DemoProduct* product = nullptr;
  std::string_view customer;
  Amount amount;  // what it is decided at
  Instant created_at;
  Instant decided_at;
  Day due;  // the day of the decision, as everybody expects it
  bool won = false;
};

Amount euros(std::int64_t whole);

// What such a deal costs: most near the product's lower price, a few near the upper one.
Amount draw_price(DemoRandom& random, const DemoProduct& product);
const DemoProduct& draw_product(DemoRandom& random);

// The event that tells a CRM of the deal for the first time.
DealEvent opening(const DemoDeal& deal, DemoRandom& random);
DealEvent stage_move(const DemoDeal& deal, std::string_view stage);
DealEvent winning(const DemoDeal& deal, Instant at);
void add_win(DealEvent& event, const DemoDeal& deal, Instant at);  // to an event about the deal
DealEvent losing(const DemoDeal& deal, Instant at, DemoRandom& random);
DealEvent reopening(const DemoDeal& deal);
DealEvent repricing(const DemoDeal& deal);

// How two people share a win, the owner first: from 50/50 to 80/20.
std::vector<CreditShare> draw_split(const DemoPerson& owner, DemoRandom& random);

// A call, a meeting or a mail about the deal, done at `at`.
ActivityEvent draw_activity(const DemoDeal& deal, std::string id, Instant at, DemoRandom& random);

// An event of the demo at `at`, received in the same moment.
template <class What>
Event demo_event(std::string id, Instant at, What what, Operation operation = Operation::change) {
  Event event;
  event.source = "demo";
  event.id = std::move(id);
  event.occurred_at = at;
  event.received_at = at;
  event.operation = operation;
  event.what = std::move(what);
  return event;
}

}  // namespace dealbell::core
