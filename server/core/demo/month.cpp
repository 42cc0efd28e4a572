#include "core/demo/month.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/demo/deal.hpp"
#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

// Draws the events of one month.
class MonthWriter {
 public:
  MonthWriter(std::uint64_t seed, const Calendar& calendar, const Period& month)
      : random_(demo_seed(seed, static_cast<std::uint64_t>(month.from.time_since_epoch().count()))),
        calendar_(calendar),
        month_(month),
        key_(calendar.key(month)) {
    // People have better and worse months; otherwise the ranking would always be the same.
    for (const auto& person : demo_people())
      form_.push_back(person.skill * static_cast<int>(random_.between(60, 140)));
  }

  std::vector<Event> write() {
    plan_wins();
    plan_losses();
    for (const auto& deal : deals_) write_deal(deal);
    write_activities();
    return std::move(events_);
  }

 private:
  // Day by day, as much as the curve allows; a deal that is too large for a day waits until there
  // is room for half of it.
  void plan_wins() {
    const auto days = demo_workdays(month_);
    std::int64_t weights = 0;
    for (const auto& day : days) weights += day.weight;
    const auto total = demo_quota(month_).e4 / 100 * random_.between(97, 102);

    std::int64_t room = 0;
    std::optional<DemoDeal> next;
    for (const auto& [day, weight] : days) {
      room += total / weights * weight;
      for (;;) {
        if (!next) next = draw(true);
        if (room < next->amount.e4 / 2) break;
        room -= next->amount.e4;
        decide(*std::exchange(next, std::nullopt), day);
      }
    }
  }

  // The office wins about every second deal.
  void plan_losses() {
    const auto days = demo_workdays(month_);
    const auto count = deals_.size() * static_cast<std::size_t>(random_.between(95, 120)) / 100;
    for (std::size_t i = 0; i < count; ++i)
      decide(draw(false), random_.pick(std::span<const DemoWorkday>(days)).day);
  }

  DemoDeal draw(bool won) {
    DemoDeal deal;
    deal.owner = &demo_people()[random_.weighted(form_)];
    deal.product = &draw_product(random_);
    deal.customer = random_.pick(demo_customers());
    deal.amount = draw_price(random_, *deal.product);
    deal.won = won;
    return deal;
  }

  void decide(DemoDeal deal, Day day) {
    deal.id = "D-" + key_ + "-" + std::to_string(deals_.size() + 1);
    deal.due = day;
    deal.decided_at = demo_working_moment(calendar_, random_, day);
    const auto cycle = random_.between(deal.product->cycle_days_min, deal.product->cycle_days_max);
    deal.created_at = demo_working_moment(calendar_, random_, day - std::chrono::days{cycle});
    if (deal.created_at >= deal.decided_at) deal.created_at = deal.decided_at - hours{20};
    deals_.push_back(std::move(deal));
  }

  void write_deal(const DemoDeal& deal) {
    steps_ = 0;
    add_deal_event(deal, deal.created_at, opening(deal, random_), Operation::create);
    move_through_stages(deal);
    if (!deal.won)
      return add_deal_event(deal, deal.decided_at, losing(deal, deal.decided_at, random_));
    auto win = winning(deal, deal.decided_at);
    if (random_.chance(9)) win.credits = draw_split(*deal.owner, random_);
    add_deal_event(deal, deal.decided_at, std::move(win));
    if (random_.chance(2))
      reopen_and_lose(deal);
    else if (random_.chance(2))
      refund(deal);
  }

  // A deal of a few days skips stages; a long one goes through all of them.
  void move_through_stages(const DemoDeal& deal) {
    const auto life = deal.decided_at - deal.created_at;
    const std::size_t last = life < hours{24 * 15} ? 1 : life < hours{24 * 45} ? 2 : 3;
    Instant before = deal.created_at;
    for (std::size_t i = 1; i <= last; ++i) {
      const auto share = static_cast<std::int64_t>(i) * 100 / static_cast<std::int64_t>(last + 1);
      const auto day = calendar_.day_of(deal.created_at + life * share / 100);
      const auto at = demo_working_moment(calendar_, random_, day);
      if (at <= before || at >= deal.decided_at) continue;
      const auto stage = demo_stages[last == 1 ? 2 : i];
      add_deal_event(deal, at, stage_move(deal, stage));
      before = at;
    }
  }

  // Won too early: reopened within a few days, and finally lost.
  void reopen_and_lose(const DemoDeal& deal) {
    const auto reopened = later(deal.decided_at, 1, 3);
    const auto lost = later(reopened, 1, 6);
    add_deal_event(deal, reopened, reopening(deal));
    add_deal_event(deal, lost, losing(deal, lost, random_));
  }

  void refund(const DemoDeal& deal) {
    const auto at = later(deal.decided_at, 8, 35);
    const auto id = "R-" + deal.id;
    RefundEvent event;
    event.id = id;
    event.deal = deal.id;
    event.amount = euros(deal.amount.e4 / 10'000 * random_.between(10, 60) / 100 + 1);
    event.currency = std::string("EUR");
    event.date = calendar_.day_of(at);
    add(demo_event("demo-" + id, at, std::move(event), Operation::create));
  }

  // Calls, meetings and e-mails about this month's deals while they were open.
  void write_activities() {
    const auto count = random_.between(60, 75);
    for (std::int64_t i = 1; i <= count; ++i) {
      const auto& deal = random_.pick(std::span<const DemoDeal>(deals_));
      const auto life = deal.decided_at - deal.created_at;
      const auto day = calendar_.day_of(deal.created_at + life * random_.between(0, 99) / 100);
      const auto at = demo_working_moment(calendar_, random_, day);
      const auto id = "A-" + key_ + "-" + std::to_string(i);
      add(demo_event("demo-" + id, at, draw_activity(deal, id, at, random_), Operation::create));
    }
  }

  Instant later(Instant t, int days_min, int days_max) {
    const auto day = calendar_.day_of(t) + days{random_.between(days_min, days_max)};
    return demo_working_moment(calendar_, random_, day);
  }

  void add_deal_event(const DemoDeal& deal, Instant at, DealEvent what,
                      Operation operation = Operation::change) {
    const auto id = "demo-" + deal.id + "-" + std::to_string(++steps_);
    add(demo_event(id, at, std::move(what), operation));
  }

  void add(Event event) {
    event.quiet = true;
    events_.push_back(std::move(event));
  }

  DemoRandom random_;
  const Calendar& calendar_;
  Period month_;
  std::string key_;
  std::vector<int> form_;  // by person
  std::vector<DemoDeal> deals_;
  std::vector<Event> events_;
  int steps_ = 0;  // events of the current deal so far
};

}  // namespace

std::vector<Event> demo_month(std::uint64_t seed, const Calendar& calendar, const Period& month) {
  return MonthWriter(seed, calendar, month).write();
}

}  // namespace dealbell::core
