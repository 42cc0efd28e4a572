#include <algorithm>

#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

using Categories = std::vector<std::string_view>;

Part open_in(const Categories& categories) {
  return {
      Base::open, "open deals", Part::amount, 1, Part::in_range, [categories](const Entry& entry) {
        const auto category =
            entry.contribution.dimensions[static_cast<std::size_t>(Dimension::forecast)];
        return std::any_of(categories.begin(), categories.end(), [&](std::string_view word) {
          return entry.names().text(category) == word;
        });
      }};
}

// Amount of open deals due in the period in these categories; with `closed`, plus net wins in it.
Figure forecast(const Inputs& in, const Categories& categories, bool closed) {
  const auto won = closed ? in.totals(Base::won) : Totals{};
  const auto back = closed ? in.totals(Base::refunded) : Totals{};
  auto figure = net_won(won, back);
  bool known = std::holds_alternative<Sum>(figure.value), mixed = figure.why != nullptr && closed;
  Sum sum = won.priced.amount_e4 - back.priced.amount_e4;
  for (const auto category : categories) {
    const auto open = money_of(in.where(Base::open, Dimension::forecast, category, in.range));
    figure.n += open.n;
    figure.unpriced += open.unpriced;
    if (const auto* value = std::get_if<Sum>(&open.value)) {
      sum += *value;
      known = known || open.n > 0;
    } else if (std::string_view(open.why) == "mixed") {
      mixed = true;
    }
  }
  const bool nothing_priced = figure.n > 0 && figure.unpriced == figure.n;
  if ((mixed && !known) || nothing_priced) {
    figure.value = std::monostate{};
    figure.why = nothing_priced ? "unpriced" : "mixed";
  } else {
    figure.value = sum;
    figure.why = nullptr;
  }
  return figure;
}

Measure single(const char* name, const char* title, std::string_view category) {
  return {
      name,
      title,
      Unit::money,
      [category](const Inputs& in) { return forecast(in, {category}, false); },
      "Open deals due in the period in the forecast category \"" + std::string(category) + "\".",
      {open_in({category})},
      Measure::About::open};
}

Measure cumulative(const char* name, const char* title, const Categories& categories,
                   const char* formula) {
  return {name,
          title,
          Unit::money,
          [categories](const Inputs& in) { return forecast(in, categories, true); },
          formula,
          {{Base::won, "won deals"},
           {Base::refunded, "refunds", Part::amount, -1},
           open_in(categories)}};
}

// How close the submitted forecast was to the result: 1 is exact, 0 is off by the full amount.
Figure forecast_accuracy(const Inputs& in) {
  const auto actual = net_won(in.totals(Base::won), in.totals(Base::refunded));
  const auto submitted = in.forecast();
  const auto* sum = std::get_if<Sum>(&actual.value);
  if (!submitted) return {{}, actual.n, actual.unpriced, "no_forecast"};
  if (!sum || *sum == 0) return {{}, actual.n, actual.unpriced, "nothing"};
  const auto off = static_cast<double>(*sum) - static_cast<double>(submitted->e4);
  const auto accuracy = 1 - std::abs(off) / std::abs(static_cast<double>(*sum));
  return {std::max(0.0, accuracy), actual.n, actual.unpriced};
}

}  // namespace

std::vector<Measure> forecast_measures() {
  return {
      cumulative("forecast_closed", "Closed only", {},
                 "Amounts won in the period, minus refunds in it."),
      single("forecast_commit", "Commit", "commit"),
      single("forecast_most_likely", "Most likely", "most_likely"),
      single("forecast_best_case", "Best case", "best_case"),
      single("forecast_pipeline", "Pipeline", "pipeline"),
      single("forecast_omitted", "Omitted", "omitted"),
      cumulative("forecast_commit_total", "Commit forecast", {"commit"},
                 "Net wins in the period, plus open deals due in it that are committed."),
      cumulative("forecast_most_likely_total", "Most likely forecast", {"commit", "most_likely"},
                 "Net wins in the period, plus open deals due in it that are committed or most "
                 "likely."),
      cumulative("forecast_best_case_total", "Best case forecast",
                 {"commit", "most_likely", "best_case"},
                 "Net wins in the period, plus open deals due in it up to best case."),
      {"forecast_open_total",
       "Open pipeline",
       Unit::money,
       [](const Inputs& in) {
         return forecast(in, {"commit", "most_likely", "best_case", "pipeline"}, false);
       },
       "Open deals due in the period in any category except omitted.",
       {open_in({"commit", "most_likely", "best_case", "pipeline"})},
       Measure::About::open},
      {"forecast_accuracy",
       "Forecast accuracy",
       Unit::ratio,
       forecast_accuracy,
       "1 minus the difference between net wins and the forecast for the period, divided by net "
       "wins; "
       "at least 0.",
       {{Base::won, "won deals"}, {Base::refunded, "refunds", Part::amount, -1}}},
  };
}

}  // namespace dealbell::core
