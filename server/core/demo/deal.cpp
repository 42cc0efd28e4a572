#include "core/demo/deal.hpp"

namespace dealbell::core {
namespace {

constexpr std::int32_t percent = 10'000;  // CreditShare is in ten-thousandths of a percent

DealEvent about(const DemoDeal& deal) {
  DealEvent event;
  event.id = deal.id;
  return event;
}

}  // namespace

Amount euros(std::int64_t whole) { return Amount{whole * 10'000}; }

Amount draw_price(DemoRandom& random, const DemoProduct& product) {
  const double u = random.fraction();
  const auto range = static_cast<double>(product.price_max - product.price_min);
  const auto whole = product.price_min + static_cast<std::int64_t>(range * u * u);
  // Most prices are round; some are negotiated to the cent.
  if (random.chance(12)) return Amount{euros(whole).e4 + random.between(1, 99) * 100};
  return euros(whole / 50 * 50);
}

const DemoProduct& draw_product(DemoRandom& random) {
  std::vector<int> weights;
  for (const auto& product : demo_products()) weights.push_back(product.weight);
  return demo_products()[random.weighted(weights)];
}

DealEvent opening(const DemoDeal& deal, DemoRandom& random) {
  auto event = about(deal);
  event.title = std::string(deal.customer) + ": " + std::string(deal.product->name);
  // One in five amounts is wrong at first and corrected by the decision.
  const bool misjudged = random.chance(20);
  const auto guess = misjudged ? deal.amount.e4 / 10'000 * random.between(80, 130) / 100 : 0;
  event.amount = misjudged ? euros(guess / 50 * 50 + 50) : deal.amount;
  event.currency = "EUR";
  event.status = DealStatus::open;
  event.stage = std::string(demo_stages[0]);
  event.owner = std::string(deal.owner->id);
  event.pipeline = "sales";
  event.product = std::string(deal.product->id);
  event.region = std::string(random.pick(demo_regions()));
  event.lead_source = std::string(random.pick(demo_lead_sources()));
  event.customer = std::string(deal.customer);
  event.kind = random.chance(60) ? "new" : random.chance(50) ? "expansion" : "renewal";
  event.created_at = deal.created_at;
  event.close_date = deal.due;
  return event;
}

DealEvent stage_move(const DemoDeal& deal, std::string_view stage) {
  auto event = about(deal);
  event.stage = std::string(stage);
  return event;
}

void add_win(DealEvent& event, const DemoDeal& deal, Instant at) {
  event.status = DealStatus::won;
  event.stage = "won";
  event.amount = deal.amount;
  event.closed_at = at;
}

DealEvent winning(const DemoDeal& deal, Instant at) {
  auto event = about(deal);
  add_win(event, deal, at);
  return event;
}

DealEvent losing(const DemoDeal& deal, Instant at, DemoRandom& random) {
  auto event = about(deal);
  event.status = DealStatus::lost;
  event.stage = "lost";
  event.closed_at = at;
  event.lost_reason = std::string(random.pick(demo_lost_reasons()));
  return event;
}

DealEvent reopening(const DemoDeal& deal) {
  auto event = about(deal);
  event.status = DealStatus::open;
  event.stage = std::string(demo_stages.back());
  event.closed_at.emplace(std::nullopt);
  return event;
}

DealEvent repricing(const DemoDeal& deal) {
  auto event = about(deal);
  event.amount = deal.amount;
  return event;
}

std::vector<CreditShare> draw_split(const DemoPerson& owner, DemoRandom& random) {
  const DemoPerson* helper = &owner;
  while (helper == &owner) helper = &random.pick(demo_people());
  const auto share = static_cast<std::int32_t>(random.between(5, 8)) * 10 * percent;
  return {{std::string(owner.id), share, Role::revenue},
          {std::string(helper->id), 100 * percent - share, Role::revenue}};
}

ActivityEvent draw_activity(const DemoDeal& deal, std::string id, Instant at, DemoRandom& random) {
  constexpr std::string_view kinds[] = {"call", "call", "call", "meeting", "email", "email"};
  constexpr std::string_view outcomes[] = {"connected", "connected", "no answer", "left a message"};
  const auto kind = random.pick(std::span<const std::string_view>(kinds));
  ActivityEvent event;
  event.id = std::move(id);
  event.kind = std::string(kind);
  event.person = std::string(deal.owner->id);
  event.deal = deal.id;
  event.at = at;
  event.status = ActivityStatus::done;
  event.automatic = false;
  if (kind == "call")
    event.outcome = std::string(random.pick(std::span<const std::string_view>(outcomes)));
  if (kind == "call") event.duration_s = random.between(40, 1'500);
  if (kind == "meeting") event.duration_s = random.between(3, 12) * 600;
  return event;
}

}  // namespace dealbell::core
