#include "support/core/naive_state.hpp"

#include <algorithm>
#include <tuple>

namespace dealbell::test::naive {
namespace {

using core::DealStatus;

bool earlier(const core::Event& a, const core::Event& b) {
  const auto place = [](const core::Event& e) {
    const auto said = e.occurred_at.value_or(e.received_at);
    return std::tuple(std::min(said, e.received_at), said, e.operation, e.order, e.source, e.id);
  };
  return place(a) < place(b);
}

template <class T>
void take(T& field, const std::optional<std::optional<T>>& patch) {
  if (patch) field = patch->value_or(T{});
}
template <class T>
void take(std::optional<T>& field, const std::optional<std::optional<T>>& patch) {
  if (patch) field = *patch;
}

// Random offices give times only; days have tests of their own.
void take(std::optional<Instant>& field, const core::Patch<TimeOrDay>& patch) {
  if (patch) field = *patch ? std::optional((*patch)->time()) : std::nullopt;
}

void merge(Deal& d, const core::DealEvent& e, std::size_t order, Instant time,
           core::Operation operation) {
  if (e.status)
    d.statuses.push_back({order, time, operation, e.status->value_or(DealStatus::unknown)});
  if (e.stage) d.stages.push_back({order, time, operation, e.stage->value_or("")});
  if (e.owner) d.owners.push_back({order, time, operation, e.owner->value_or("")});
  if (e.amount) d.amounts.push_back({order, time, operation, *e.amount});
  take(d.currency, e.currency);
  take(d.team, e.team);
  take(d.pipeline, e.pipeline);
  take(d.product, e.product);
  take(d.region, e.region);
  take(d.lead_source, e.lead_source);
  take(d.customer, e.customer);
  take(d.kind, e.kind);
  take(d.forecast, e.forecast);
  take(d.probability_e4, e.probability_e4);
  take(d.created_at, e.created_at);
  take(d.closed_at, e.closed_at);
  if (e.closed_at) d.closed_at_told = time;
  take(d.close_date, e.close_date);
  take(d.credits, e.credits);
  for (const auto& [name, amount] : e.amounts) d.named[name] = amount;
}

// An unknown status is derived from the stage at that time, until an event names a status.
void read_by_stage(Deal& d, const core::Org& org) {
  std::map<std::size_t, const Change<std::string>*> stages;
  std::map<std::size_t, const Change<DealStatus>*> named;
  std::map<std::size_t, Instant> times;
  for (const auto& change : d.stages)
    stages[change.order] = &change, times[change.order] = change.time;
  for (const auto& change : d.statuses)
    named[change.order] = &change, times[change.order] = change.time;
  Changes<DealStatus> read;
  auto here = DealStatus::unknown;
  for (const auto& [order, time] : times) {
    if (stages.contains(order)) {
      const auto* stage = stage_of(org, d, stages[order]->value);
      here = stage ? stage->status : DealStatus::unknown;
    }
    if (named.contains(order)) d.by_stage = named[order]->value == DealStatus::unknown;
    if (d.by_stage || named.contains(order))
      read.push_back({order, time, {}, d.by_stage ? here : named[order]->value});
  }
  d.statuses = read;
}

bool sets_a_field(const core::DealEvent& e) {
  return e.title || e.currency || e.stage || e.owner || e.team || e.pipeline || e.product ||
         e.region || e.lead_source || e.customer || e.kind || e.forecast || e.lost_reason ||
         e.amount || e.status || e.probability_e4 || e.created_at || e.closed_at || e.close_date ||
         e.credits || !e.amounts.empty();
}

void merge(Activity& a, const core::ActivityEvent& e, Instant time) {
  take(a.kind, e.kind);
  take(a.person, e.person);
  take(a.team, e.team);
  take(a.deal, e.deal);
  take(a.at, e.at);
  take(a.duration_s, e.duration_s);
  take(a.automatic, e.automatic);
  if (e.kind || e.person || e.team || e.deal || e.outcome || e.at || e.duration_s || e.automatic)
    a.has_fields = true;
  if (!e.status) return;
  a.status = e.status->value_or(core::ActivityStatus::planned);
  a.status_time = time;
}

void merge(Refund& r, const core::RefundEvent& e, Instant time) {
  if (e.amount) r.amount_told = time;
  r.last_told = time;
  take(r.deal, e.deal);
  take(r.currency, e.currency);
  take(r.amount, e.amount);
  take(r.date, e.date);
  r.deleted = e.deleted;
}

}  // namespace

std::optional<Instant> Activity::done() const {
  if (status != core::ActivityStatus::done) return std::nullopt;
  return at ? at : status_time;
}

DealStatus Deal::status() const {
  return statuses.empty() ? DealStatus::unknown : statuses.back().value;
}
bool Deal::closed() const { return status() == DealStatus::won || status() == DealStatus::lost; }
const Change<DealStatus>& Deal::run() const {
  auto i = statuses.size() - 1;
  while (i > 0 && statuses[i - 1].value == statuses.back().value) --i;
  return statuses[i];
}
// A close time counts for the close it was said about: not if the deal was closed otherwise before,
// and that close ended after it was said.
Instant Deal::closed_time() const {
  const auto begun = run().order;
  std::optional<Instant> ended;
  auto close = DealStatus::unknown;
  for (const auto& change : statuses) {
    if (change.order > begun) break;
    const auto& now = change.value;
    if (now != DealStatus::open && now != DealStatus::won && now != DealStatus::lost) continue;
    if (close != DealStatus::unknown && now != close) ended = change.time;
    close = now == DealStatus::open ? DealStatus::unknown : now;
  }
  const bool said = closed_at && !(ended && closed_at_told < *ended);
  return said ? *closed_at : run().time;
}

std::optional<Instant> Deal::created_time() const { return created_at; }

std::optional<core::Amount> Deal::amount() const {
  return amounts.empty() ? std::nullopt : amounts.back().value;
}
std::string Deal::stage() const { return stages.empty() ? "" : stages.back().value; }

std::string Deal::credited_owner() const {
  if (!closed()) return owners.empty() ? "" : owners.back().value;
  std::string at_the_close, first_after;
  for (const auto& change : owners) {
    if (change.time <= run().time)
      at_the_close = change.value;
    else if (first_after.empty())
      first_after = change.value;
  }
  return at_the_close.empty() ? first_after : at_the_close;
}

const core::OrgPipeline* pipeline_of(const core::Org& org, const std::string& raw) {
  if (org.pipelines.empty()) return nullptr;
  if (raw.empty()) return &org.pipelines.front();
  for (const auto& p : org.pipelines)
    if (p.id == raw || std::find(p.aliases.begin(), p.aliases.end(), raw) != p.aliases.end())
      return &p;
  return nullptr;
}

const core::OrgStage* stage_of(const core::Org& org, const Deal& deal, const std::string& raw) {
  const auto* known = pipeline_of(org, deal.pipeline);
  if (!known || raw.empty()) return nullptr;
  for (const auto& s : known->stages)
    if (s.id == raw || std::find(s.aliases.begin(), s.aliases.end(), raw) != s.aliases.end())
      return &s;
  return nullptr;
}

State state_of(std::vector<core::Event> history, const core::Org& org) {
  std::sort(history.begin(), history.end(), earlier);
  State state;
  Instant as_of;
  for (const auto& e : history) as_of = std::max(as_of, e.received_at);
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& e = history[i];
    const auto time = merge_time(e);
    if (const auto* event = std::get_if<core::DealEvent>(&e.what)) {
      auto& deal = state.deals[{e.source, event->id}];
      deal.source = e.source;
      deal.id = event->id;
      merge(deal, *event, i, time, e.operation);
      deal.has_own_events =
          deal.has_own_events || e.operation == core::Operation::create || sets_a_field(*event);
    } else if (const auto* done = std::get_if<core::ActivityEvent>(&e.what)) {
      auto& activity = state.activities[{e.source, done->id}];
      activity.source = e.source;
      merge(activity, *done, time);
    } else {
      const auto& given = std::get<core::RefundEvent>(e.what);
      merge(state.refunds[{e.source, given.id}], given, time);
    }
  }
  for (const auto& [key, refund] : state.refunds) {
    if (refund.deal.empty()) continue;
    auto& deal = state.deals[{key.first, refund.deal}];  // known by its refund only, perhaps
    deal.source = key.first;
    deal.id = refund.deal;
  }
  for (auto& [key, deal] : state.deals) {
    deal.as_of = as_of;
    read_by_stage(deal, org);
    for (const auto& twin : org.twins)
      if (twin.same && twin.deal == deal.source + ":" + deal.id) deal.copy = true;
    const auto* line = pipeline_of(org, deal.pipeline);
    deal.other_authority = line && !line->authority.empty() && line->authority != deal.source;
  }
  for (const auto& [key, activity] : state.activities)
    if (const auto deal = state.deals.find({key.first, activity.deal}); deal != state.deals.end())
      deal->second.activities.push_back(&activity);
  for (const auto& [key, refund] : state.refunds)
    if (const auto deal = state.deals.find({key.first, refund.deal}); deal != state.deals.end())
      deal->second.refunds.push_back(&refund);
  return state;
}

}  // namespace dealbell::test::naive
