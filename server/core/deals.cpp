#include "core/deals.hpp"

#include <algorithm>
#include <charconv>

#include "core/kpi.hpp"

namespace dealbell::core {
namespace {

// Where a page ends: day, base, deal. Newest first, so the next page is what orders below it.
struct Place {
  Day day;
  Base base = Base::won;
  Floor::Ref ref = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

std::string to_text(const Place& p) {
  return format_day(p.day) + "." + std::to_string(static_cast<int>(p.base)) + "." +
         std::to_string(p.ref);
}

Result<Place> parse_place(std::string_view text) {
  const auto bad = error(Errc::bad_value, "after: not a page of this list");
  const auto day = parse_day(text.substr(0, 10));
  if (!day || text.size() < 14 || text[10] != '.' || text[12] != '.') return bad;
  Place place{*day, text[11] == '3' ? Base::refunded : Base::won, 0};
  const auto ref = text.substr(13);
  const auto [end, ec] = std::from_chars(ref.data(), ref.data() + ref.size(), place.ref);
  if (ec != std::errc{} || end != ref.data() + ref.size()) return bad;
  return place;
}

DealLine line_of(const Floor& floor, const Place& place, const Contribution& c) {
  const auto& deal = floor.deal(place.ref);
  const auto& names = floor.names();
  DealLine line;
  line.deal = names.text(deal.id);
  line.source = names.text(deal.source);
  line.title = deal.title.value;
  line.customer = names.text(deal.customer.value);
  line.currency = names.text(c.currency);
  line.kind = place.base == Base::won ? "won" : "refund";
  if (c.currency != no_name)
    line.amount = place.base == Base::won ? Sum{c.amount_e4} : -Sum{c.amount_e4};
  if (!c.credits.empty() && c.credits.front().person != no_name) {
    line.person = names.text(c.credits.front().person);
    line.name = floor.directory().person_name(c.credits.front().person);
  }
  line.at =
      place.base == Base::won ? closed_time(deal, floor.stamps()) : floor.calendar().noon_of(c.day);
  return line;
}

}  // namespace

Result<DealList> won_deals(const Floor& floor, const Range& range, std::size_t limit,
                           std::string_view after) {
  DealList list;
  const auto question =
      ask(floor,
          {.measure = "won_amount", .by = {}, .from = range.from, .to = range.to, .filters = {}});
  if (!question) return question.error();
  list.currency = question->currency;
  list.n = question->total.figure.n;
  list.seq = floor.seq();
  if (const auto* sum = std::get_if<Sum>(&question->total.figure.value)) list.total = *sum;

  Place below{range.to, Base::won, 0};
  if (!after.empty()) {
    const auto place = parse_place(after);
    if (!place) return place.error();
    below = std::min(*place, below);
  }
  // Two sorted indexes walked backwards together: wins and refunds in one order.
  const auto &wins = floor.by_day(Base::won), &refunds = floor.by_day(Base::refunded);
  auto win = wins.lower_bound({below.day, below.ref});
  auto refund = refunds.lower_bound({below.day, below.base == Base::refunded ? below.ref : 0});
  if (below.base == Base::refunded) win = wins.upper_bound({below.day, ~Floor::Ref{0}});
  const auto previous = [&](const Floor::ByDay& index, Floor::ByDay::const_iterator at,
                            Base base) -> std::optional<Place> {
    if (at == index.begin()) return std::nullopt;
    const auto& entry = *std::prev(at);
    if (entry.first < range.from) return std::nullopt;
    return Place{entry.first, base, entry.second};
  };
  for (;;) {
    const auto w = previous(wins, win, Base::won), r = previous(refunds, refund, Base::refunded);
    if (!w && !r) {
      list.next.clear();
      return list;
    }
    const auto place = std::max(w, r).value();
    if (list.rows.size() >= limit) return list;
    (place.base == Base::won ? win : refund)--;
    for (const auto& c : floor.contributions_of(place.base, place.ref))
      if (c.day == place.day) list.rows.push_back(line_of(floor, place, c));
    if (list.rows.size() >= limit) list.next = to_text(place);
  }
}

}  // namespace dealbell::core
