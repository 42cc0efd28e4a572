#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

// Wins of one kind. If the office has set new_after_months, wins that name no kind are new business
// or expansion depending on the customer's earlier wins.
Totals of_kind(const Inputs& in, std::string_view kind) {
  auto totals = in.where(Base::won, Dimension::kind, kind, in.range);
  if (kind == "renewal") return totals;
  const auto derived = in.derived_kind(kind == "new");
  totals.priced += derived.priced;
  totals.all += derived.all;
  return totals;
}

bool is_of_kind(const std::string& kind, const Entry& entry) {
  const auto named = entry.contribution.dimensions[static_cast<std::size_t>(Dimension::kind)];
  if (named != no_name) return entry.names().text(named) == kind;
  const auto is_new = entry.new_customer();
  return is_new && kind == (*is_new ? "new" : "expansion");
}

Part part_of_kind(const std::string& kind, Part::Of of) {
  return {
      Base::won, "won deals",    of,
      1,         Part::in_range, [kind](const Entry& entry) { return is_of_kind(kind, entry); }};
}

Measure amount(const std::string& kind, const char* title) {
  return {kind + "_amount",
          title,
          Unit::money,
          [kind](const Inputs& in) { return money_of(of_kind(in, kind)); },
          "Amounts of the deals of the kind \"" + kind + "\" won in the period.",
          {part_of_kind(kind, Part::amount)}};
}

Measure count(const std::string& kind, const char* title) {
  return {kind + "_count",
          title,
          Unit::count,
          [kind](const Inputs& in) { return count_of(of_kind(in, kind).all.n); },
          "Deals of the kind \"" + kind + "\" won in the period.",
          {part_of_kind(kind, Part::n)}};
}

}  // namespace

std::vector<Measure> kind_measures() {
  return {
      amount("new", "New business"),     count("new", "New customers"),
      amount("expansion", "Expansion"),  count("expansion", "Expansions"),
      amount("renewal", "Renewals won"), count("renewal", "Renewals"),
  };
}

}  // namespace dealbell::core
