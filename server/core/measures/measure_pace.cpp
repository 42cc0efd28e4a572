#include "core/measures/measure.hpp"
#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

// The target measure's figure and quota, and how much of the period has passed.
struct Progress {
  Figure figure;  // of the target measure; its value is replaced by the result
  std::optional<Sum> achieved_e4, quota_e4;
  std::optional<Elapsed> elapsed;
  bool money = true;

  explicit Progress(const Inputs& in) : figure(in.target()), money(in.target_is_money()) {
    if (const auto* sum = std::get_if<Sum>(&figure.value))
      achieved_e4 = money ? *sum : *sum * 10'000;
    if (const auto quota = in.quota(); quota && quota->e4 > 0) quota_e4 = quota->e4;
    elapsed = in.elapsed();
    figure.value = std::monostate{};
  }
  // What is missing, per day that is left. Only while something is missing and time is left.
  Sum required_e4() const {
    return divide_half_even((*quota_e4 - *achieved_e4) * Elapsed::day, elapsed->left());
  }
  Figure no_value(const char* why) const {
    auto answer = figure;
    if (!answer.why) answer.why = why;
    return answer;
  }
  Figure of(Sum e4) const {
    auto answer = figure;
    if (money)
      answer.value = e4;
    else
      answer.value = static_cast<double>(e4) / 10'000;
    return answer;
  }
};

// May exceed 100 %, and refunds may make it negative.
Figure attainment(const Inputs& in) {
  const Progress c(in);
  if (!c.quota_e4) return c.no_value("no_quota");
  if (!c.achieved_e4) return c.no_value("nothing");
  auto answer = c.figure;
  answer.value = static_cast<double>(*c.achieved_e4) / static_cast<double>(*c.quota_e4);
  return answer;
}

Figure expected_to_date(const Inputs& in) {
  const Progress c(in);
  if (!c.quota_e4) return c.no_value("no_quota");
  const auto passed = in.quota_elapsed();
  if (!passed || passed->total == 0) return c.no_value("no_period");
  return c.of(divide_half_even(*c.quota_e4 * passed->done, passed->total));
}

// No value if the period is over.
Figure required_per_day(const Inputs& in) {
  const Progress c(in);
  if (!c.quota_e4) return c.no_value("no_quota");
  if (!c.achieved_e4) return c.no_value("nothing");
  if (*c.achieved_e4 >= *c.quota_e4) return c.no_value("done");
  if (!c.elapsed || c.elapsed->over()) return c.no_value("no_time_left");
  return c.of(c.required_e4());
}

// How much more each remaining day must bring than each day so far did.
Figure pace_delta(const Inputs& in) {
  const Progress c(in);
  if (!c.quota_e4) return c.no_value("no_quota");
  if (!c.achieved_e4) return c.no_value("nothing");
  if (*c.achieved_e4 >= *c.quota_e4) return c.no_value("done");
  if (!c.elapsed || c.elapsed->over()) return c.no_value("no_time_left");
  if (c.elapsed->done == 0 || c.elapsed->early()) return c.no_value("too_early");
  return c.of(c.required_e4() - divide_half_even(*c.achieved_e4 * Elapsed::day, c.elapsed->done));
}

Figure run_rate_landing(const Inputs& in) {
  const Progress c(in);
  if (!c.achieved_e4) return c.no_value("nothing");
  if (!c.elapsed || c.elapsed->total == 0) return c.no_value("no_period");
  if (c.elapsed->done == 0 || c.elapsed->early()) return c.no_value("too_early");
  return c.of(divide_half_even(*c.achieved_e4 * c.elapsed->total, c.elapsed->done));
}

// Net wins plus open deals due in the period, weighted by probability.
Figure projected_landing(const Inputs& in) {
  const auto won = in.totals(Base::won), back = in.totals(Base::refunded);
  const auto open = in.totals(Base::open);
  auto figure = net_won(won, back);
  figure.n += open.all.n;
  figure.unpriced += open.all.n - open.priced.extra_n;
  if (figure.why && figure.unpriced == figure.n) return figure;
  figure.value = won.priced.amount_e4 - back.priced.amount_e4 + open.priced.extra;
  figure.why = nullptr;
  return figure;
}

// Open deals due in the period divided by the amount missing to the quota. No value near the quota,
// with less than 5 % of it missing, because the ratio would explode.
Figure coverage(const Inputs& in) {
  const auto quota = in.quota();
  const auto open = in.totals(Base::open);
  Figure figure{{}, open.all.n, open.all.n - open.priced.n};
  const auto won = net_won(in.totals(Base::won), in.totals(Base::refunded));
  const auto* sum = std::get_if<Sum>(&won.value);
  if (!quota || quota->e4 <= 0) {
    figure.why = "no_quota";
  } else if (nothing_dated(in)) {
    figure.why = "no_close_date";
  } else if (open.mixed || !sum) {
    figure.why = open.mixed ? "mixed" : "nothing";
  } else if (const auto left = quota->e4 - *sum; left <= 0) {
    figure.why = "covered";
  } else if (left * 20 < quota->e4) {
    figure.why = "nearly_there";
  } else {
    figure.value = static_cast<double>(open.priced.amount_e4) / static_cast<double>(left);
  }
  return figure;
}

}  // namespace

std::vector<Measure> pace_measures() {
  using enum Unit;
  const Part won{Base::won, "won deals"}, back{Base::refunded, "refunds", Part::amount, -1};
  const Part open{Base::open, "open deals"};
  const Part weighted{Base::open, "open deals, weighted", Part::extra};
  const auto targeted = [](Measure m) {
    m.targeted = true;
    return m;
  };
  return {
      targeted({"attainment", "Attainment", ratio, attainment,
                "The result of the period, divided by the quota."}),
      targeted(
          {"expected_to_date", "Expected by now", target, expected_to_date,
           "The quota times the share of the period that has passed; a person's period is the days "
           "of their own that carry quota."}),
      targeted(
          {"pace_delta", "Missing per day", target, pace_delta,
           "The amount needed per remaining day to reach the quota, minus the amount per day so "
           "far. No value in the first tenth of the period."}),
      targeted(
          {"run_rate_landing", "Landing at this pace", target, run_rate_landing,
           "The result so far, divided by the share of the period that has passed. No value in "
           "the first tenth of the period."}),
      targeted(
          {"required_per_day", "Needed per day", target, required_per_day,
           "The amount missing to the quota, divided by the remaining days; on the last day all of "
           "it."}),
      {"projected_landing",
       "Projected landing",
       money,
       projected_landing,
       "Net wins in the period, plus amount times probability of open deals due in it.",
       {won, back, weighted}},
      {"coverage",
       "Coverage",
       ratio,
       coverage,
       "Open deals due in the period, divided by the amount missing to the quota. No value if less "
       "than 5 % of the quota is missing.",
       {open, won, back}},
  };
}

}  // namespace dealbell::core
