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

// One deal of the demo office, with its outcome.
struct DemoDeal {
  std::string id;
  const DemoPerson* owner = nullptr;
  const DemoProduct* product = nullptr;
  std::string_view customer;
  Amount amount;  // at the decision
  Instant created_at;
  Instant decided_at;
  Day due;  // expected day of the decision
  bool won = false;
};

Amount euros(std::int64_t whole);

// A random price: mostly near the product's lower price, sometimes near the upper one.
Amount draw_price(DemoRandom& random, const DemoProduct& product);
const DemoProduct& draw_product(DemoRandom& random);

// The deal's first event.
DealEvent opening(const DemoDeal& deal, DemoRandom& random);
DealEvent stage_move(const DemoDeal& deal, std::string_view stage);
DealEvent winning(const DemoDeal& deal, Instant at);
void add_win(DealEvent& event, const DemoDeal& deal, Instant at);  // to an event of the deal
DealEvent losing(const DemoDeal& deal, Instant at, DemoRandom& random);
DealEvent reopening(const DemoDeal& deal);
DealEvent repricing(const DemoDeal& deal);

// A split of a win between the owner and a random colleague: from 50/50 to 80/20.
std::vector<CreditShare> draw_split(const DemoPerson& owner, DemoRandom& random);

// A call, a meeting or an e-mail about the deal, done at `at`.
ActivityEvent draw_activity(const DemoDeal& deal, std::string id, Instant at, DemoRandom& random);

// An event of the demo at `at`, received at the same time.
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
