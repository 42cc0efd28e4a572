#include "intake/csv/suspects.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "intake/csv/words.hpp"
#include "intake/plain_word.hpp"

namespace dealbell::intake {
namespace {

using core::DealEvent;

const DealEvent& deal_of(const core::Event& event) { return std::get<DealEvent>(event.what); }

bool is_empty(const core::Patch<std::string>& text) { return text && !*text; }

bool says_total(std::string_view text) {
  constexpr std::string_view beginnings[] = {
      "total",       "subtotal",      "grandtotal", "sum",     "summe",     "gesamt",
      "gesamtsumme", "zwischensumme", "soustotal",  "somme",   "suma",      "totale",
      "totaal",      "subtotaal",     "totalen",    "totales", "insgesamt", "razem"};
  auto word = plain_word(text);
  word.erase(std::remove_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }),
             word.end());
  return std::ranges::find(beginnings, word) != std::end(beginnings) || word.starts_with("total") ||
         word.starts_with("subtotal") || word.starts_with("grandtotal");
}

bool says_total(const core::Patch<std::string>& text) {
  return text && *text && says_total(std::string_view(**text));
}

// Whether more than half of the deals have the text.
bool is_usual(RowDeals deals, core::Patch<std::string> DealEvent::*member) {
  std::size_t all = 0, with = 0;
  for (const auto* event : deals) {
    if (!event) continue;
    const auto& text = deal_of(*event).*member;
    ++all;
    with += text && *text;
  }
  return with * 2 > all;
}

struct Sum {
  std::int64_t e4 = 0;
  std::size_t rows = 0;
  void add(std::int64_t amount_e4) {
    e4 += amount_e4;
    ++rows;
  }
  bool is(std::int64_t amount_e4, std::size_t least_rows) const {
    return amount_e4 != 0 && rows >= least_rows && e4 == amount_e4;
  }
};

std::int64_t amount_e4(const DealEvent& deal) {
  return deal.amount && *deal.amount ? (*deal.amount)->e4 : 0;
}

}  // namespace

std::vector<DifferentRows> different_rows(RowDeals deals) {
  std::map<std::string, std::vector<std::size_t>> by_id;
  for (std::size_t i = 0; i < deals.size(); ++i)
    if (deals[i]) by_id[deal_of(*deals[i]).id].push_back(i);
  std::vector<DifferentRows> found;
  for (auto& [id, rows] : by_id) {
    const auto is_same = [&](std::size_t i) { return deals[i]->id == deals[rows.front()]->id; };
    if (!std::ranges::all_of(rows, is_same)) found.push_back({id, std::move(rows)});
  }
  return found;
}

std::vector<SuspectedTotal> suspected_totals(RowDeals deals) {
  const bool owners = is_usual(deals, &DealEvent::owner),
             titles = is_usual(deals, &DealEvent::title);
  Sum all;
  for (const auto* event : deals)
    if (event) all.add(amount_e4(deal_of(*event)));
  Sum above, group;
  std::vector<SuspectedTotal> found;
  for (std::size_t i = 0; i < deals.size(); ++i) {
    if (!deals[i]) continue;
    const auto& deal = deal_of(*deals[i]);
    const auto amount = amount_e4(deal);
    const bool named =
        says_total(std::string_view(deal.id)) || says_total(deal.title) || says_total(deal.owner);
    const bool lacks = (owners && is_empty(deal.owner)) || (titles && is_empty(deal.title)) ||
                       says_total(std::string_view(deal.id));
    const std::size_t least_rows = named ? 1 : 2;
    const bool sum = above.is(amount, least_rows) || group.is(amount, least_rows) ||
                     all.is(2 * amount, least_rows + 1);
    if (lacks && (named || sum)) {
      found.push_back({i, sum ? "its amount is the sum of other rows" : "it is called a total"});
      group = {};
      continue;
    }
    above.add(amount);
    group.add(amount);
  }
  return found;
}

bool dates_look_shifted(RowDeals deals, Day today) {
  constexpr std::chrono::days years{3 * 365};
  const auto day_of = [](const auto& when) -> std::optional<Day> {
    if (!when || !*when) return std::nullopt;
    const auto& said = **when;
    return said.is_day() ? said.day() : std::chrono::floor<std::chrono::days>(said.time());
  };
  std::size_t both = 0, far = 0, dated = 0, old = 0;
  for (const auto* event : deals) {
    if (!event) continue;
    const auto& deal = deal_of(*event);
    const auto created = day_of(deal.created_at), closed = day_of(deal.closed_at);
    for (const auto& day : {created, closed}) {
      if (!day) continue;
      ++dated;
      old += *day + years < today;
    }
    if (!created || !closed) continue;
    ++both;
    far += *created + years < *closed || *closed + years < *created;
  }
  return far * 2 > both || (dated > 0 && old == dated);
}

}  // namespace dealbell::intake
