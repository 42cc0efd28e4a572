#include "core/measures/measure.hpp"
#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

// Wins minus refunds, each on its own day. Refunds change the amount, not the count.
Figure won_amount(const Inputs& in) {
  return net_won(in.totals(Base::won), in.totals(Base::refunded));
}

template <Base base>
Figure amount(const Inputs& in) {
  return money_of(in.totals(base));
}

template <Base base>
Figure count(const Inputs& in) {
  return count_of(in.totals(base).all.n);
}

// Amount × probability of open deals. A deal without one of them counts as unpriced.
Figure weighted_amount(const Inputs& in) {
  const auto open = in.totals(Base::open);
  auto figure = money_of(open);
  if (!std::holds_alternative<Sum>(figure.value)) return figure;
  figure.unpriced = open.all.n - open.priced.extra_n;
  if (open.all.n > 0 && open.priced.extra_n == 0) {
    figure.value = std::monostate{};
    figure.why = "unpriced";
  } else {
    figure.value = open.priced.extra;
  }
  return figure;
}

// Mean amount of won deals that have one. Refunds are not subtracted.
Figure average_deal(const Inputs& in) {
  const auto won = in.totals(Base::won);
  if (won.mixed) return {{}, won.all.n, won.all.n, "mixed"};
  if (won.priced.n <= 0) return {{}, won.all.n, won.all.n - won.priced.n, "nothing"};
  return {divide_half_even(won.priced.amount_e4, won.priced.n), won.priced.n,
          won.all.n - won.priced.n};
}

Figure median_deal(const Inputs& in) {
  const auto won = in.totals(Base::won);
  if (won.mixed) return {{}, won.all.n, won.all.n, "mixed"};
  const auto amounts = in.observations();
  Figure figure{{}, static_cast<std::int64_t>(amounts.size()), won.all.n - won.priced.n, "nothing"};
  if (const auto median = median_of(amounts)) {
    figure.value = *median;
    figure.why = nullptr;
  }
  return figure;
}

template <bool largest>
Figure extreme_deal(const Inputs& in) {
  const auto won = in.totals(Base::won);
  const auto amounts = in.observations();
  Figure figure{{}, static_cast<std::int64_t>(amounts.size()), won.all.n - won.priced.n};
  if (amounts.empty())
    figure.why = "nothing";
  else
    figure.value = Sum{largest ? amounts.back() : amounts.front()};
  return figure;
}

std::optional<std::int64_t> priced_amount(const Entry& entry) {
  if (entry.contribution.currency == no_name) return std::nullopt;
  return entry.contribution.amount_e4;
}

// The days whose open deals should have closed by now.
Range overdue(const Inputs& in) { return {dated().from, in.today}; }

Totals undated_of(const Inputs& in) {
  auto all = in.totals(Base::open, Range::everything());
  const auto with_day = in.totals(Base::open, dated());
  all.priced += -with_day.priced;
  all.all += -with_day.all;
  return all;
}

}  // namespace

std::vector<Measure> deal_measures() {
  using enum Unit;
  using About = Measure::About;
  const Part won{Base::won, "won deals"}, back{Base::refunded, "refunds", Part::amount, -1};
  const Part wins{Base::won, "won deals", Part::n}, open{Base::open, "open deals"};
  return {
      {"won_amount",
       "Won",
       money,
       won_amount,
       "Amounts won in the period, minus refunds in it.",
       {won, back}},
      {"won_count", "Deals won", count, core::count<Base::won>, "Deals won in the period.", {wins}},
      {"lost_amount",
       "Lost",
       money,
       amount<Base::lost>,
       "Amounts of the deals lost in the period.",
       {{Base::lost, "lost deals"}}},
      {"lost_count",
       "Deals lost",
       count,
       core::count<Base::lost>,
       "Deals lost in the period.",
       {{Base::lost, "lost deals", Part::n}}},
      {"open_amount",
       "Open pipeline",
       money,
       amount<Base::open>,
       "Amounts of open deals expected to close in the period.",
       {open},
       About::open},
      {"open_count",
       "Open deals",
       count,
       core::count<Base::open>,
       "Open deals expected to close in the period.",
       {{Base::open, "open deals", Part::n}},
       About::open},
      {"created_amount",
       "New pipeline",
       money,
       amount<Base::created>,
       "Current amounts of the deals created in the period.",
       {{Base::created, "created deals"}}},
      {"created_count",
       "Deals created",
       count,
       core::count<Base::created>,
       "Deals created in the period.",
       {{Base::created, "created deals", Part::n}}},
      {"weighted_amount",
       "Weighted pipeline",
       money,
       weighted_amount,
       "Amount times probability (the deal's own, else its stage's) of open deals expected to "
       "close in the period.",
       {{Base::open, "open deals, weighted", Part::extra}},
       About::open},
      {"average_deal",
       "Average deal",
       money,
       average_deal,
       "Mean amount of the priced deals won in the period.",
       {won}},
      {"median_deal",
       "Median deal",
       money,
       median_deal,
       "Median amount of the priced deals won in the period.",
       {won},
       About::flow,
       Base::won,
       priced_amount},
      {"largest_deal",
       "Largest deal",
       money,
       extreme_deal<true>,
       "Largest amount of the priced deals won in the period.",
       {won},
       About::flow,
       Base::won,
       priced_amount},
      {"smallest_deal",
       "Smallest deal",
       money,
       extreme_deal<false>,
       "Smallest amount of the priced deals won in the period.",
       {won},
       About::flow,
       Base::won,
       priced_amount},
      {"overdue_amount",
       "Overdue",
       money,
       [](const Inputs& in) { return money_of(in.totals(Base::open, overdue(in))); },
       "Amounts of open deals whose expected close has passed.",
       {{Base::open, "overdue deals", Part::amount, 1, Part::before_today}},
       About::now},
      {"overdue_count",
       "Deals overdue",
       count,
       [](const Inputs& in) { return count_of(in.totals(Base::open, overdue(in)).all.n); },
       "Open deals whose expected close has passed.",
       {{Base::open, "overdue deals", Part::n, 1, Part::before_today}},
       About::now},
      {"undated_amount",
       "Undated",
       money,
       [](const Inputs& in) { return money_of(undated_of(in)); },
       "Amounts of open deals without an expected close.",
       {{Base::open, "undated deals", Part::amount, 1, Part::without_day}},
       About::now},
      {"undated_count",
       "Deals undated",
       count,
       [](const Inputs& in) { return count_of(undated_of(in).all.n); },
       "Open deals without an expected close.",
       {{Base::open, "undated deals", Part::n, 1, Part::without_day}},
       About::now},
  };
}

}  // namespace dealbell::core
