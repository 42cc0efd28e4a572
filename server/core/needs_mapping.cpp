#include "core/needs_mapping.hpp"

#include <algorithm>

#include "core/proposals.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t rows_max = 1'000;
constexpr std::size_t deals_max = 20;

Moneys moneys(const Waiting::Entry& entry, const Names& names) {
  Moneys all;
  for (const auto& [currency, sum] : entry.held_back) all.emplace_back(names.text(currency), sum);
  std::sort(all.begin(), all.end());
  return all;
}

Listed<Unmapped> unmapped(const Floor& floor, Gap::Kind kind) {
  const auto& names = floor.names();
  const auto& waiting = floor.books().waiting().of(kind);
  Listed<Unmapped> list;
  for (const auto* entry : waiting) {
    if (list.rows.size() == rows_max) break;
    list.rows.push_back({names.text(entry->source), names.text(entry->key),
                         names.text(entry->within), "", entry->n, moneys(*entry, names)});
  }
  list.rest = waiting.size() - list.rows.size();
  return list;
}

Listed<Incomplete> incomplete(const Floor& floor) {
  const std::pair<Gap::Kind, const char*> facts[] = {{Gap::no_status, "status"},
                                                     {Gap::no_amount, "amount"},
                                                     {Gap::no_currency, "currency"},
                                                     {Gap::no_owner, "owner"}};
  const auto& names = floor.names();
  Listed<Incomplete> list;
  for (const auto& [kind, missing] : facts)
    for (const auto* entry : floor.books().waiting().of(kind)) {
      if (list.rows.size() == rows_max) {
        ++list.rest;
        continue;
      }
      auto& row =
          list.rows.emplace_back(Incomplete{names.text(entry->source), missing, entry->n, {}});
      for (const auto deal : entry->deals) {
        if (row.deals.size() == deals_max) break;
        row.deals.push_back(names.text(floor.deal(deal).id));
      }
    }
  return list;
}

TwinDeal twin_deal(const Floor& floor, Ref ref) {
  const auto& deal = floor.deal(ref);
  const auto& names = floor.names();
  const auto reading = floor.reading();
  const DealContext context(deal, reading);
  const auto raw = deal.credits.value && !deal.credits.value->empty()
                       ? deal.credits.value->front().person
                       : context.owner;
  const auto person = floor.directory().person(deal.source, raw);
  TwinDeal twin{names.text(deal.source),
                names.text(deal.id),
                deal.title.value,
                names.text(deal.customer.value),
                names.text(deal.currency.value),
                names.text(person),
                std::string(floor.directory().person_name(person)),
                deal.amount.current()->value_or(Amount{}),
                floor.calendar().day_of(closed_time(deal, context.statuses, reading.stamps))};
  return twin;
}

Listed<SuspectedTwin> twins(const Floor& floor) {
  Listed<SuspectedTwin> list;
  const auto& all = floor.books().twins().largest();
  for (const auto& pair : all) {
    if (list.rows.size() == rows_max) break;
    list.rows.push_back({twin_deal(floor, pair.later), twin_deal(floor, pair.earlier)});
  }
  list.rest = all.size() - list.rows.size();
  return list;
}

}  // namespace

NeedsMapping needs_mapping(const Floor& floor) {
  NeedsMapping needs;
  needs.people = unmapped(floor, Gap::person);
  if (!needs.people.rows.empty()) {
    const Proposals proposals(floor.org());
    for (auto& person : needs.people.rows) person.proposed = proposals.whom(person.key);
  }
  needs.stages = unmapped(floor, Gap::stage);
  needs.pipelines = unmapped(floor, Gap::pipeline);
  needs.currencies = unmapped(floor, Gap::currency);
  needs.other_authority = unmapped(floor, Gap::other_authority);
  needs.incomplete = incomplete(floor);
  needs.twins = twins(floor);
  needs.log = floor.log();
  needs.seq = floor.seq();
  return needs;
}

}  // namespace dealbell::core
