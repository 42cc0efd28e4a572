#include "core/queries/needs_mapping.hpp"

#include <algorithm>
#include <map>

#include "core/counting/office_time.hpp"
#include "core/org/person_matcher.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t rows_max = 1'000;
constexpr std::size_t deals_max = 20;

Moneys moneys(const MappingBacklog::Item& item, const Names& names) {
  Moneys all;
  for (const auto& [currency, sum] : item.held_back) all.emplace_back(names.text(currency), sum);
  std::sort(all.begin(), all.end());
  return all;
}

Listed<Unmapped> unmapped(const SalesState& sales, Gap::Kind kind) {
  const auto& names = sales.names();
  const auto& backlog = sales.org_view().mapping_backlog().of(kind);
  Listed<Unmapped> list;
  for (const auto* item : backlog) {
    if (list.rows.size() == rows_max) break;
    list.rows.push_back({names.text(item->source), names.text(item->key), names.text(item->within),
                         "", item->n, moneys(*item, names)});
  }
  list.rest = backlog.size() - list.rows.size();
  return list;
}

// Refunds that no event has given a deal yet, by source. Refunds are few.
std::map<Name, std::size_t> refunds_of_no_deal(const Facts& facts) {
  std::map<Name, std::size_t> found;
  for (const auto& refund : facts.refunds)
    if (refund.deal.value == no_name && !refund.deleted.value) ++found[refund.source];
  return found;
}

Listed<Incomplete> incomplete(const SalesState& sales) {
  const std::pair<Gap::Kind, const char*> facts[] = {{Gap::no_status, "status"},
                                                     {Gap::no_amount, "amount"},
                                                     {Gap::no_currency, "currency"},
                                                     {Gap::no_owner, "owner"},
                                                     {Gap::no_win, "win"},
                                                     {Gap::no_refund_amount, "refund_amount"},
                                                     {Gap::no_activity_status, "activity_status"}};
  const auto& names = sales.names();
  Listed<Incomplete> list;
  for (const auto& [kind, missing] : facts)
    for (const auto* item : sales.org_view().mapping_backlog().of(kind)) {
      if (list.rows.size() == rows_max) {
        ++list.rest;
        continue;
      }
      auto& row =
          list.rows.emplace_back(Incomplete{names.text(item->source), missing, item->n, {}});
      for (const auto deal : item->deals) {
        if (row.deals.size() == deals_max) break;
        row.deals.push_back(names.text(sales.deal(deal).id));
      }
    }
  for (const auto& [source, n] : refunds_of_no_deal(sales.facts()))
    list.rows.push_back({names.text(source), "refund_deal", n, {}});
  return list;
}

TwinDeal twin_deal(const SalesState& sales, Ref ref) {
  const auto& deal = sales.deal(ref);
  const auto& names = sales.names();
  const auto org_context = sales.org_context();
  const DealContext context(deal, org_context);
  const auto raw = deal.credits.value && !deal.credits.value->empty()
                       ? deal.credits.value->front().person
                       : context.owner;
  const auto person = sales.directory().person(deal.source, raw);
  TwinDeal twin{names.text(deal.source),
                names.text(deal.id),
                deal.title.value,
                names.text(deal.customer.value),
                names.text(deal.currency.value),
                names.text(person),
                std::string(sales.directory().person_name(person)),
                deal.amount.current()->value_or(Amount{}),
                closed_time(deal, context.statuses, org_context.stamps, sales.calendar()).day};
  return twin;
}

Listed<SuspectedTwin> twins(const SalesState& sales) {
  Listed<SuspectedTwin> list;
  const auto& all = sales.org_view().twins().largest();
  for (const auto& pair : all) {
    if (list.rows.size() == rows_max) break;
    list.rows.push_back({twin_deal(sales, pair.later), twin_deal(sales, pair.earlier)});
  }
  list.rest = all.size() - list.rows.size();
  return list;
}

}  // namespace

NeedsMapping needs_mapping(const SalesState& sales) {
  NeedsMapping needs;
  needs.people = unmapped(sales, Gap::person);
  if (!needs.people.rows.empty()) {
    const PersonMatcher matcher(sales.org());
    for (auto& person : needs.people.rows) person.proposed = matcher.match(person.key);
  }
  needs.stages = unmapped(sales, Gap::stage);
  needs.pipelines = unmapped(sales, Gap::pipeline);
  needs.currencies = unmapped(sales, Gap::currency);
  needs.other_authority = unmapped(sales, Gap::other_authority);
  needs.incomplete = incomplete(sales);
  needs.twins = twins(sales);
  needs.log = sales.log();
  needs.seq = sales.seq();
  return needs;
}

}  // namespace dealbell::core
