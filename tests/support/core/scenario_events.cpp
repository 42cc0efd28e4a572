#include "support/core/scenario_events.hpp"

#include <stdexcept>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using namespace core;

DealStatus status_of(const std::string& word) {
  for (const auto& [name, status] :
       {std::pair{"open", DealStatus::open}, std::pair{"won", DealStatus::won},
        std::pair{"lost", DealStatus::lost}, std::pair{"deleted", DealStatus::deleted},
        std::pair{"unknown", DealStatus::unknown}})
    if (word == name) return status;
  throw std::invalid_argument("no status " + word);
}

void set_status(Event& event, DealEvent& deal, const std::string& word) {
  deal.status = status_of(word);
  if (deal.status == DealStatus::deleted) event.operation = Operation::remove;
}

void set_amount(DealEvent& deal, Words& w) {
  deal.amount = parse_amount(w.take()).value();
  deal.currency = w.take();
}

// ana 60 ben 40 eve overlay 50
std::vector<CreditShare> shares(Words& w) {
  std::vector<CreditShare> list;
  while (!w.done() && w.peek() != "and") {
    CreditShare share;
    share.person = w.take();
    if (w.take_if("overlay")) share.role = Role::overlay;
    share.percent_e4 = w.percent_e4();
    list.push_back(std::move(share));
  }
  w.take_if("and");
  return list;
}

void clear(DealEvent& d, const std::string& field) {
  if (field == "amount")
    d.amount.emplace(std::nullopt);
  else if (field == "owner")
    d.owner.emplace(std::nullopt);
  else if (field == "closed")
    d.closed_at.emplace(std::nullopt);
  else if (field == "close")
    d.close_date.emplace(std::nullopt);
  else if (field == "credits")
    d.credits.emplace(std::nullopt);
  else if (field == "probability")
    d.probability_e4.emplace(std::nullopt);
  else
    throw std::invalid_argument("clear " + field + "?");
}

// Reads the fields of a deal event, in any order.
void fields(Event& event, DealEvent& d, Words& w, Instant now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  while (!w.done()) {
    const auto word = w.take();
    const auto text = [&](const char* name, Patch<std::string>& field) {
      if (word != name) return false;
      field = w.take();
      return true;
    };
    if (text("owner", d.owner) || text("stage", d.stage) || text("team", d.team) ||
        text("pipeline", d.pipeline) || text("product", d.product) || text("region", d.region) ||
        text("lead_source", d.lead_source) || text("customer", d.customer) ||
        text("kind", d.kind) || text("forecast", d.forecast) ||
        text("lost_reason", d.lost_reason) || text("currency", d.currency))
      continue;
    if (word == "amount")
      set_amount(d, w);
    else if (word == "status")
      set_status(event, d, w.take());
    else if (word == "created")
      d.created_at = w.instant(today);
    else if (word == "closed")
      d.closed_at = w.instant(today);
    else if (word == "close")
      d.close_date = w.day();
    else if (word == "probability")
      d.probability_e4 = w.percent_e4();
    else if (word == "credits")
      d.credits = shares(w);
    else if (word == "clear")
      clear(d, w.take());
    else if (word == "amounts")
      while (!w.done()) {
        auto name = w.take();
        d.amounts.emplace_back(std::move(name), parse_amount(w.take()).value());
      }
    else if (word == "as")
      event.operation = w.take() == "create" ? Operation::create : Operation::remove;
    else if (word == "order")
      event.order = w.number();
    else if (word == "id")
      event.id = w.take();
    else
      throw std::invalid_argument("deal: " + word + "?");
  }
}

DealEvent deal_of(Event& event, Words& w, Instant now, bool whole) {
  DealEvent deal;
  deal.id = w.take();
  if (whole) {
    if (!w.take_if("-")) deal.owner = w.take();
    if (!w.take_if("-")) set_amount(deal, w);
    if (!w.take_if("-")) set_status(event, deal, w.take());
  }
  fields(event, deal, w, now);
  return deal;
}

ActivityEvent activity_of(Words& w, Instant now) {
  ActivityEvent activity;
  activity.id = w.take();
  if (!w.take_if("-")) activity.person = w.take();
  activity.kind = w.take();
  const auto status = w.take();
  activity.status = status == "done"      ? ActivityStatus::done
                    : status == "planned" ? ActivityStatus::planned
                                          : ActivityStatus::deleted;
  while (!w.done()) {
    const auto word = w.take();
    if (word == "deal")
      activity.deal = w.take();
    else if (word == "automatic")
      activity.automatic = true;
    else if (word == "at")
      activity.at = w.instant(std::chrono::floor<std::chrono::days>(now));
    else if (word == "seconds")
      activity.duration_s = w.number();
    else if (word == "outcome")
      activity.outcome = w.take();
    else
      throw std::invalid_argument("activity: " + word + "?");
  }
  return activity;
}

// R1 D1 100.00 EUR on 2026-12-02, without a day, or R1 deleted
RefundEvent refund_of(Words& w) {
  RefundEvent refund;
  refund.id = w.take();
  if (w.take_if("deleted")) {
    refund.deleted = true;
    return refund;
  }
  refund.deal = w.take();
  refund.amount = parse_amount(w.take()).value();
  refund.currency = w.take();
  if (w.take_if("on")) refund.date = w.day();
  return refund;
}

}  // namespace

std::optional<Event> event_of(Words& w, Instant now) {
  Event event;
  event.source = "api";
  event.occurred_at = event.received_at = now;
  if (w.take_if("told")) event.occurred_at = w.instant(std::chrono::floor<std::chrono::days>(now));
  if (w.take_if("from")) event.source = w.take();
  event.quiet = w.take_if("quiet");
  const auto what = w.take();
  if (what == "time") return std::nullopt;
  const auto entity = w.peek();
  event.id = what + " " + entity + "@" + format_instant(*event.occurred_at);
  if (what == "deal" || what == "change") {
    auto deal = deal_of(event, w, now, what == "deal");
    event.what = std::move(deal);
  } else if (what == "activity") {
    event.what = activity_of(w, now);
  } else if (what == "refund") {
    event.what = refund_of(w);
    if (std::get<RefundEvent>(event.what).deleted) event.operation = Operation::remove;
  } else {
    throw std::invalid_argument("what is \"" + what + "\"?");
  }
  if (!w.done()) throw std::invalid_argument("too much: " + w.peek());
  return event;
}

}  // namespace dealbell::test
