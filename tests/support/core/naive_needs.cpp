#include <algorithm>
#include <set>

#include "support/core/needs.hpp"

namespace dealbell::test::naive {
namespace {

using core::Base;
using core::DealStatus;

struct Tally {
  std::set<std::string> deals;
  std::map<std::string, core::Sum> held_back;
};
using Tallies = std::map<std::string, Tally>;

class GapCounter {
 public:
  GapCounter(const State& state, const Reader& reader)
      : reader_(reader), org_(reader.org()), entries_(reader.entries_of(state)) {}

  void visit(const Deal& d) {
    const auto status = d.status();
    const bool won = status == DealStatus::won;
    if (d.copy || status == DealStatus::deleted) return;
    const bool refunded =
        std::any_of(d.refunds.begin(), d.refunds.end(), [](auto* r) { return !r->deleted; });
    if (status == DealStatus::unknown && !d.has_own_events && !refunded) return;
    const auto* line = pipeline_of(org_, d.pipeline);
    if (won && d.other_authority) return add(d, "authority " + d.source + ":" + line->id);
    if (!line && !org_.pipelines.empty())
      add(d, "pipeline " + d.source + ":" + d.pipeline, status != DealStatus::lost);
    const bool placed = line || org_.pipelines.empty();
    const auto stage = d.stage();
    const auto where = "stage " + d.source + ":" + stage + " in " + (line ? line->id : d.pipeline);
    if (status == DealStatus::unknown && (d.statuses.empty() || stage.empty()))
      add(d, "status " + d.source, false);
    else if (status == DealStatus::unknown && placed)
      add(d, where);
    else if (status == DealStatus::open && line && !stage.empty() && !stage_of(org_, d, stage))
      add(d, where);
    if (won && !d.amount()) add(d, "amount " + d.source, false);
    if (won && d.amount() && d.currency.empty()) add(d, "currency " + d.source, false);
    if (won && !d.credits && d.credited_owner().empty()) add(d, "owner " + d.source, false);
    if (d.amount() && !d.currency.empty())
      for (const auto& e : entries_)
        if (e.deal == &d && (e.base == Base::won || e.base == Base::lost || e.base == Base::open) &&
            !e.activity && !e.priced)
          add(d, "currency " + d.source + ":" + d.currency, won);
    if (status != DealStatus::unknown) find_refunds(d, won);
    find_people(d);
  }

  Needs lines() const {
    Needs needs;
    for (const auto& [what, tally] : tallies_) {
      auto text = std::to_string(tally.deals.size());
      for (const auto& [currency, sum] : tally.held_back)
        if (sum != 0) text += " " + currency + " " + core::format_amount(sum);
      const bool fact = what.find(':') == std::string::npos;
      if (fact) {
        std::size_t shown = 0;
        for (const auto& deal : tally.deals)
          if (shown++ < 20) text += " " + deal;
      }
      needs[what] = text;
    }
    return needs;
  }

 private:
  void add(const Deal& d, const std::string& what, bool with_money = true) {
    auto& tally = tallies_[what];
    tally.deals.insert(d.id);
    if (with_money && d.amount() && !d.currency.empty())
      tally.held_back[d.currency] += d.amount()->e4;
  }

  void find_refunds(const Deal& d, bool won) {
    std::vector<const Entry*> entries;  // of the refunds that are not deleted, in their order
    for (const auto& e : entries_)
      if (e.deal == &d && e.base == Base::refunded) entries.push_back(&e);
    std::size_t next = 0;
    for (const auto* refund : d.refunds) {
      if (refund->deleted) continue;
      const auto& currency = refund->currency.empty() ? d.currency : refund->currency;
      if (!won)
        add(d, "win " + d.source, false);
      else if (const auto* entry = entries.at(next++); !refund->amount)
        add(d, "refund_amount " + d.source, false);
      else if (currency.empty())
        add(d, "currency " + d.source, false);
      else if (!entry->priced)
        add(d, "currency " + d.source + ":" + currency, false);
    }
  }

  void find_people(const Deal& d) {
    std::vector<std::string> raw;
    if (d.credits)
      for (const auto& share : *d.credits) raw.push_back(share.person);
    else
      raw.push_back(d.credited_owner());
    std::set<std::string> seen;
    for (const auto& key : raw) {
      const auto id = reader_.person(d.source, key);
      const bool known = std::any_of(org_.people.begin(), org_.people.end(),
                                     [&](const auto& p) { return p.id == id; });
      if (id.empty() || known || !seen.insert(id).second) continue;
      const auto shown = key.find('@') == std::string::npos ? key : small(key);
      auto& tally = tallies_["person " + d.source + ":" + shown];
      tally.deals.insert(d.id);
      for (const auto& e : entries_)
        if (e.deal == &d && e.base == Base::won && !e.activity && e.priced)
          for (const auto& share : e.shares)
            if (share.person == id && !share.overlay)
              tally.held_back[org_.currency] += share.amount;
    }
  }

  const Reader& reader_;
  const core::Org& org_;
  std::vector<Entry> entries_;
  Tallies tallies_;
};

bool counts_as_won(const Deal& d) {
  return d.status() == DealStatus::won && !d.copy && !d.other_authority;
}

// Compares every pair; reports for each deal the latest of the earlier similar wins.
void find_twins(const State& state, const Reader& reader, Needs& needs) {
  const auto decided = [&](const Deal& a, const Deal& b) {
    const auto x = a.source + ":" + a.id, y = b.source + ":" + b.id;
    return std::any_of(reader.org().twins.begin(), reader.org().twins.end(), [&](const auto& t) {
      return !t.same && ((t.deal == x && t.of == y) || (t.deal == y && t.of == x));
    });
  };
  for (const auto& [key, a] : state.deals) {
    const Deal* twin = nullptr;
    for (const auto& [other, b] : state.deals) {
      if (!counts_as_won(a) || !counts_as_won(b) || a.source == b.source) continue;
      if (a.customer.empty() || small(a.customer) != small(b.customer)) continue;
      if (!a.amount() || a.amount() != b.amount()) continue;
      if (a.currency.empty() || a.currency != b.currency || decided(a, b)) continue;
      const auto apart = a.closed_time() - b.closed_time();
      if (apart > std::chrono::days{7} || apart < -std::chrono::days{7}) continue;
      if (b.run().order > a.run().order) continue;
      if (!twin || twin->run().order < b.run().order) twin = &b;
    }
    if (twin) needs["twin " + a.source + ":" + a.id] = "of " + twin->source + ":" + twin->id;
  }
}

}  // namespace

Needs needs_of(const State& state, const Reader& reader) {
  GapCounter counter(state, reader);
  for (const auto& [key, deal] : state.deals) counter.visit(deal);
  auto needs = counter.lines();
  std::map<std::string, std::size_t> lone;
  for (const auto& [key, refund] : state.refunds)
    if (refund.deal.empty() && !refund.deleted) ++lone["refund_deal " + key.first];
  for (const auto& [key, activity] : state.activities)
    if (!activity.status_time && activity.has_fields) ++lone["activity_status " + key.first];
  for (const auto& [what, n] : lone) needs[what] = std::to_string(n);
  find_twins(state, reader, needs);
  return needs;
}

}  // namespace dealbell::test::naive
