#include <algorithm>
#include <utility>

#include "core/demo/live.hpp"
#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr std::size_t open_max = 10;              // open_wanted, and some that were reopened
constexpr std::size_t won_max = 64;               // one large win makes up for many small ones
constexpr seconds correct_after{90};              // after the celebration is over
constexpr std::int64_t worth_overtaking = 5'000;  // euros
constexpr std::int64_t worth_reopening = 1'000;   // euros
constexpr int wins_per_correction = 12;           // or more
constexpr std::int64_t smallest_price = 1'000;    // euros

const auto smaller = [](const auto& a, const auto& b) { return a.deal.amount < b.deal.amount; };

const DemoProduct& product_for(Amount amount, DemoRandom& random) {
  std::vector<const DemoProduct*> fitting;
  for (const auto& product : demo_products())
    if (euros(product.price_min) <= amount && amount <= euros(product.price_max))
      fitting.push_back(&product);
  if (fitting.empty()) return demo_products().front();
  return *random.pick(std::span<const DemoProduct* const>(fitting));
}

}  // namespace

DemoLive::OpenDeal DemoLive::draw(Instant now) {
  OpenDeal open;
  auto& deal = open.deal;
  deal.id = "L-" + run_ + "-" + std::to_string(++deals_made_);
  deal.amount = draw_amount(now);
  deal.product = &product_for(deal.amount, random_);
  deal.customer = random_.pick(demo_customers());
  deal.due = today_;
  const auto age =
      days{random_.between(deal.product->cycle_days_min, deal.product->cycle_days_max)};
  deal.created_at = demo_working_moment(calendar_, random_, today_ - age - days{2});
  std::vector<int> skills;
  for (const auto& person : demo_people()) skills.push_back(person.skill);
  // A large deal goes to a person who can overtake another in the ranking.
  deal.owner = deal.amount >= euros(worth_overtaking)
                   ? standing_.ranking()[static_cast<std::size_t>(random_.between(1, 6))]
                   : &demo_people()[random_.weighted(skills)];
  return open;
}

Event DemoLive::deal_event(OpenDeal& open, Instant now, DealEvent what, Operation operation) {
  const auto id = "demo-" + open.deal.id + "-" + std::to_string(++open.steps);
  return demo_event(id, now, std::move(what), operation);
}

Event DemoLive::open_deal(Instant now) {
  auto open = draw(now);
  auto event = deal_event(open, now, opening(open.deal, random_), Operation::create);
  open_.push_back(std::move(open));
  return event;
}

std::size_t DemoLive::choose_to_win(Instant now) {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < open_.size(); ++i)
    if (fits(open_[i].deal.amount, now)) fitting.push_back(i);
  if (!fitting.empty()) return random_.pick(std::span<const std::size_t>(fitting));
  const auto smallest = std::min_element(open_.begin(), open_.end(), smaller);
  return static_cast<std::size_t>(smallest - open_.begin());
}

Event DemoLive::win(Instant now) {
  ++wins_;
  if (open_.empty()) open_.push_back(draw(now));
  const auto chosen = open_.begin() + static_cast<std::ptrdiff_t>(choose_to_win(now));
  auto open = std::move(*chosen);
  open_.erase(chosen);
  // A deal that has no event yet is created as won.
  auto what = open.steps == 0 ? opening(open.deal, random_) : winning(open.deal, now);
  add_win(what, open.deal, now);
  open.deal.decided_at = now;
  standing_.add(*open.deal.owner, open.deal.amount);
  auto event = deal_event(open, now, std::move(what));
  won_.push_back(std::move(open));
  if (won_.size() > won_max) won_.erase(std::min_element(won_.begin(), won_.end(), smaller));
  return event;
}

Event DemoLive::call(Instant now) {
  const auto& open = random_.pick(std::span<const OpenDeal>(open_));
  const auto id = "LA-" + run_ + "-" + std::to_string(++activities_made_);
  return demo_event("demo-" + id, now, draw_activity(open.deal, id, now, random_),
                    Operation::create);
}

Event DemoLive::move(Instant now) {
  for (auto& open : open_)
    if (open.stage + 1 < demo_stages.size())
      return deal_event(open, now, stage_move(open.deal, demo_stages[++open.stage]));
  return call(now);
}

// If there is no room the largest deal is lost, so that small ones can be won again.
Event DemoLive::lose(Instant now) {
  auto chosen = open_.begin() + random_.between(0, static_cast<std::int64_t>(open_.size()) - 1);
  if (!any_fits(now)) chosen = std::max_element(open_.begin(), open_.end(), smaller);
  auto event = deal_event(*chosen, now, losing(chosen->deal, now, random_));
  open_.erase(chosen);
  return event;
}

// Chooses one of the older wins: rarely a random one, or the largest if the total is too high.
DemoLive::Won DemoLive::choose_to_correct(Instant now) {
  const auto young = std::find_if(won_.begin(), won_.end(), [&](const OpenDeal& open) {
    return now - open.deal.decided_at < correct_after;
  });
  if (young == won_.begin()) return won_.end();
  const auto largest = std::max_element(won_.begin(), young, smaller);
  const bool full = too_much(now) && largest->deal.amount >= euros(worth_reopening);
  if (!full && wins_ < next_correction_) return won_.end();
  if (!random_.chance(full ? 25 : 2)) return won_.end();
  next_correction_ = wins_ + wins_per_correction;
  return full ? largest : won_.begin() + random_.between(0, (young - won_.begin()) - 1);
}

Event DemoLive::correct(Won won, Instant now) {
  auto& deal = won->deal;
  standing_.subtract(*deal.owner, deal.amount);
  if (open_.size() >= open_max || random_.chance(30)) {
    const auto lower = deal.amount.e4 / 10'000 * random_.between(60, 90) / 100 + 1;
    deal.amount = std::min(deal.amount, euros(std::max(lower, smallest_price)));
    standing_.add(*deal.owner, deal.amount);
    return deal_event(*won, now, repricing(deal));
  }
  auto event = deal_event(*won, now, reopening(deal));
  won->stage = demo_stages.size() - 1;
  open_.push_back(std::move(*won));
  won_.erase(won);
  return event;
}

}  // namespace dealbell::core
