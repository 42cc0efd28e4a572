#include "core/demo_live.hpp"

#include <algorithm>
#include <utility>

#include "core/demo_workdays.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr std::size_t open_wanted = 6;  // enough for a choice of what to win
constexpr std::size_t open_max = 10;    // reopened deals come on top
constexpr std::size_t won_max =
    64;  // the largest of this month: one of them makes up for many small ones
constexpr int brisk_wins = 100;             // in a day, before the pace drops
constexpr seconds regret_after{90};         // not while the win is still being celebrated
constexpr std::int64_t large = 5'000;       // euros: worth overtaking somebody
constexpr std::int64_t tolerance = 12'000;  // euros over the ceiling before something is reopened

const DemoProduct& product_for(Amount amount, DemoRandom& random) {
  std::vector<const DemoProduct*> fitting;
  for (const auto& product : demo_products())
    if (euros(product.price_min) <= amount && amount <= euros(product.price_max))
      fitting.push_back(&product);
  if (fitting.empty()) return demo_products().front();  // a few seats more
  return *random.pick(std::span<const DemoProduct* const>(fitting));
}

const auto smaller = [](const auto& a, const auto& b) { return a.deal.amount < b.deal.amount; };

}  // namespace

DemoLive::DemoLive(std::uint64_t seed, Instant now, const Calendar& calendar,
                   const std::vector<Event>& history)
    : random_(demo_seed(seed, static_cast<std::uint64_t>(to_ms(now)))),
      calendar_(calendar),
      run_(std::to_string(to_ms(now))),
      standing_(calendar.period_of(PeriodKind::month, calendar.day_of(now)), calendar, history),
      today_(calendar.day_of(now)) {
  plan_cycle();
  // Whoever has just started the demo is looking at it.
  time_to_win_ = milliseconds{random_.between(10'000, 15'000)};
  plan_gap();
}

milliseconds DemoLive::until_next(double rate) const {
  const double bounded = rate >= 0.01 ? std::min(rate, 100.0) : 0.01;
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(gap_.count()) / bounded)};
}

Event DemoLive::next(Instant now) {
  turn_the_page(now);
  const bool winning_now = --events_to_win_ <= 0;
  auto event = winning_now ? win(now) : between_wins(now);
  if (winning_now) plan_cycle();
  plan_gap();
  return event;
}

void DemoLive::turn_the_page(Instant now) {
  const auto day = calendar_.day_of(now);
  if (day == std::exchange(today_, day)) return;
  wins_today_ = 0;
  const auto month = calendar_.period_of(PeriodKind::month, day);
  if (month == standing_.month()) return;
  standing_ = DemoStanding(month);
  won_.clear();
}

void DemoLive::plan_cycle() {
  events_to_win_ = static_cast<int>(random_.between(3, 5));
  const auto slower = std::clamp(wins_today_, brisk_wins, 4 * brisk_wins);
  time_to_win_ = milliseconds{random_.between(20'000, 40'000) * slower / brisk_wins};
}

void DemoLive::plan_gap() {
  gap_ = time_to_win_ / events_to_win_;
  if (events_to_win_ > 1) gap_ = gap_ * random_.between(60, 140) / 100;
  time_to_win_ -= gap_;
}

Amount DemoLive::room(Instant now) const {
  const double share = std::min(1.12, 1.05 * demo_month_elapsed(calendar_, now) + 0.10);
  const auto quota = static_cast<double>(demo_quota(standing_.month()).e4);
  return Amount{static_cast<std::int64_t>(quota * share) - standing_.total().e4};
}

bool DemoLive::too_much(Instant now) const { return room(now) < euros(-tolerance); }

// Most wins are small, some medium, one in twenty takes a good part of the room that is left. A
// large one comes even when little is left: another is reopened for it later.
Amount DemoLive::draw_amount(Instant now) {
  auto left = room(now).e4 / 10'000;
  for (const auto& open : open_) left -= open.deal.amount.e4 / 10'000;
  const auto kind = random_.between(1, 100);
  if (kind <= 5 && left > -tolerance) {
    const auto part = std::max<std::int64_t>(left, 25'000) * random_.between(15, 35) / 100;
    return euros(std::min<std::int64_t>(part, 48'000) / 100 * 100);
  }
  if (left < 8'000) return euros(random_.between(5, 20) * 10);
  if (kind <= 30)
    return euros(std::min<std::int64_t>(left / 50, 3'000) / 50 * 50 + random_.between(8, 20) * 50);
  return euros(random_.between(9, 60) * 10);
}

DemoLive::OpenDeal DemoLive::draw(Instant now) {
  OpenDeal open;
  auto& deal = open.deal;
  deal.id = "L-" + run_ + "-" + std::to_string(++deals_told_);
  deal.amount = draw_amount(now);
  deal.product = &product_for(deal.amount, random_);
  deal.customer = random_.pick(demo_customers());
  deal.due = today_;
  const auto age =
      days{random_.between(deal.product->cycle_days_min, deal.product->cycle_days_max)};
  deal.created_at = demo_working_moment(calendar_, random_, today_ - age - days{2});
  std::vector<int> skills;
  for (const auto& person : demo_people()) skills.push_back(person.skill);
  // A large one goes to somebody who can pass somebody: that is what a wall is watched for.
  deal.owner = deal.amount >= euros(large)
                   ? standing_.ranking()[static_cast<std::size_t>(random_.between(1, 6))]
                   : &demo_people()[random_.weighted(skills)];
  return open;
}

Event DemoLive::tell(OpenDeal& open, Instant now, DealEvent what, Operation operation) {
  const auto id = "demo-" + open.deal.id + "-" + std::to_string(++open.steps);
  return demo_event(id, now, std::move(what), operation);
}

Event DemoLive::open_deal(Instant now) {
  auto open = draw(now);
  auto event = tell(open, now, opening(open.deal, random_), Operation::create);
  open_.push_back(std::move(open));
  return event;
}

std::size_t DemoLive::choose_to_win(Instant now) {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < open_.size(); ++i)
    if (open_[i].deal.amount.e4 <= room(now).e4 + euros(tolerance).e4) fitting.push_back(i);
  if (!fitting.empty()) return random_.pick(std::span<const std::size_t>(fitting));
  const auto smallest =
      std::min_element(open_.begin(), open_.end(),
                       [](const auto& a, const auto& b) { return a.deal.amount < b.deal.amount; });
  return static_cast<std::size_t>(smallest - open_.begin());
}

Event DemoLive::win(Instant now) {
  ++wins_today_;
  if (open_.empty()) open_.push_back(draw(now));
  const auto chosen = open_.begin() + static_cast<std::ptrdiff_t>(choose_to_win(now));
  auto open = std::move(*chosen);
  open_.erase(chosen);
  auto what = winning(open.deal, now);
  if (open.steps == 0) {  // nobody has heard of it yet
    what = opening(open.deal, random_);
    what.amount = open.deal.amount;
    what.status = DealStatus::won;
    what.stage = std::string("won");
    what.closed_at = now;
  }
  open.deal.decided_at = now;
  standing_.add(*open.deal.owner, open.deal.amount);
  auto event = tell(open, now, std::move(what));
  won_.push_back(std::move(open));
  if (won_.size() > won_max) won_.erase(std::min_element(won_.begin(), won_.end(), smaller));
  return event;
}

Event DemoLive::between_wins(Instant now) {
  const bool full = too_much(now);
  if (open_.size() < open_wanted / 2) return open_deal(now);
  if (can_correct(now) && random_.chance(full ? 25 : 2)) return correct(now);
  const auto kind = random_.between(1, 100);
  if (kind <= 45) return call(now);
  if (kind <= 70) return move(now);
  if (kind <= 93 && open_.size() < open_wanted) return open_deal(now);
  return open_.size() > open_wanted / 2 ? lose(now) : call(now);
}

Event DemoLive::call(Instant now) {
  const auto& open = random_.pick(std::span<const OpenDeal>(open_));
  const auto id = "LA-" + run_ + "-" + std::to_string(++activities_told_);
  return demo_event("demo-" + id, now, draw_activity(open.deal, id, now, random_),
                    Operation::create);
}

Event DemoLive::move(Instant now) {
  for (auto& open : open_)
    if (open.stage + 1 < demo_stages.size())
      return tell(open, now, stage_move(open.deal, demo_stages[++open.stage]));
  return call(now);
}

// While there is no room the largest goes, so that small ones can be won again.
Event DemoLive::lose(Instant now) {
  auto chosen = open_.begin() + random_.between(0, static_cast<std::int64_t>(open_.size()) - 1);
  if (too_much(now)) chosen = std::max_element(open_.begin(), open_.end(), smaller);
  auto event = tell(*chosen, now, losing(chosen->deal, now, random_));
  open_.erase(chosen);
  return event;
}

bool DemoLive::can_correct(Instant now) const {
  return !won_.empty() && now - won_.front().deal.decided_at >= regret_after;
}

Event DemoLive::correct(Instant now) {
  const auto end = std::find_if(won_.begin(), won_.end(), [&](const OpenDeal& w) {
    return now - w.deal.decided_at < regret_after;
  });
  auto chosen = won_.begin() + random_.between(0, (end - won_.begin()) - 1);
  const bool full = too_much(now);
  if (full) chosen = std::max_element(won_.begin(), end, smaller);
  auto& deal = chosen->deal;
  if (open_.size() >= open_max || (!full && random_.chance(50))) {
    standing_.subtract(*deal.owner, deal.amount);
    deal.amount = euros(deal.amount.e4 / 10'000 * random_.between(60, 90) / 100 + 1);
    standing_.add(*deal.owner, deal.amount);
    DealEvent discount;
    discount.id = deal.id;
    discount.amount = deal.amount;
    return tell(*chosen, now, std::move(discount));
  }
  standing_.subtract(*deal.owner, deal.amount);
  auto event = tell(*chosen, now, reopening(deal));
  chosen->stage = demo_stages.size() - 1;
  open_.push_back(std::move(*chosen));
  won_.erase(chosen);
  return event;
}

}  // namespace dealbell::core
