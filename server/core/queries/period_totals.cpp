#include "core/queries/period_totals.hpp"

#include <algorithm>
#include <set>

#include "core/queries/kpi.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t months_max = 120;
constexpr std::size_t lines_max = 60;

struct Counted {
  const char* measure;
  Base base;  // whose days have such totals
  const char* words;
};
constexpr Counted counted[] = {
    {"won_amount", Base::won, "won"},
    {"won_count", Base::won, "deals won"},
    {"lost_count", Base::lost, "deals lost"},
    {"refunded_amount", Base::refunded, "refunded"},
    {"created_count", Base::created, "deals created"},
};

// The newest months with any entry, oldest first, without visiting the entries in between.
std::vector<Period> months_of(const SalesState& sales) {
  std::map<Day, Period> months;
  for (const auto& one : counted) {
    const auto& days = sales.by_day(one.base);
    auto at = days.end();
    for (std::size_t n = 0; n < months_max && at != days.begin(); ++n) {
      const auto month = sales.calendar().period_of(PeriodKind::month, std::prev(at)->first);
      months.emplace(month.from, month);
      at = days.lower_bound({month.from, 0});
    }
  }
  while (months.size() > months_max) months.erase(months.begin());
  std::vector<Period> all;
  for (const auto& [from, month] : months) all.push_back(month);
  return all;
}

std::string text_of(const KpiAnswer& answer) {
  const auto* sum = std::get_if<Sum>(&answer.total.figure.value);
  if (!sum) return {};
  if (answer.unit != Unit::money) return std::to_string(static_cast<std::int64_t>(*sum));
  return format_amount(*sum, currency_decimals(answer.currency)) + " " + answer.currency;
}

// "1204500.00 EUR" in its parts.
struct Shown {
  std::string number, decimals, currency;
};
Shown parts_of(const std::string& text) {
  Shown shown;
  const auto space = std::min(text.find(' '), text.size());
  const auto point = std::min(text.find('.'), space);
  shown.number = text.substr(0, point);
  for (auto i = static_cast<std::ptrdiff_t>(shown.number.size()) - 3;
       i > (shown.number.starts_with('-') ? 1 : 0); i -= 3)
    shown.number.insert(static_cast<std::size_t>(i), ",");
  shown.decimals = text.substr(point, space - point);
  shown.currency = text.substr(space);
  return shown;
}

std::string change_text(const std::string& before, const std::string& now) {
  auto a = parts_of(before), b = parts_of(now);
  const auto whole = [](const Shown& s) {
    return s.decimals.find_first_not_of(".0") == std::string::npos;
  };
  if (whole(a) && whole(b)) a.decimals = b.decimals = "";
  if (a.currency == b.currency || before.empty()) a.currency = "";
  const auto text = [](const std::string& given, const Shown& s) {
    return given.empty() ? std::string("–") : s.number + s.decimals + s.currency;
  };
  return text(before, a) + " → " + text(now, b);
}

bool concerns(const FigureRule& rule, std::string_view measure) {
  return (" " + std::string(rule.measures) + " ").find(" " + std::string(measure) + " ") !=
         std::string::npos;
}

std::string month_name(const Calendar& calendar, const std::string& key) {
  const auto month = calendar.parse_period(key);
  if (!month) return key;
  const auto year = key.substr(0, key.find('-'));
  return calendar.label(*month) + (year.starts_with("FY") ? ", " : " ") + year;
}

std::string found(const PeriodTotals& totals, const std::string& period, const char* measure) {
  const auto month = totals.find(period);
  if (month == totals.end()) return {};
  const auto total = month->second.find(measure);
  return total == month->second.end() ? std::string{} : total->second;
}

}  // namespace

PeriodTotals period_totals(const SalesState& sales) {
  PeriodTotals totals;
  for (const auto& month : months_of(sales)) {
    auto& of_month = totals[sales.calendar().key(month)];
    for (const auto& one : counted) {
      KpiQuestion question;
      question.measure = one.measure;
      question.from = month.from;
      question.to = month.to;
      const auto answer = ask(sales, question, Instant{month.to});
      if (!answer) continue;
      if (auto text = text_of(*answer); !text.empty()) of_month[one.measure] = std::move(text);
    }
  }
  return totals;
}

std::vector<std::string> moved_totals(const PeriodTotals& before, const PeriodTotals& now,
                                      const Calendar& calendar, std::span<const FigureRule> rules) {
  std::set<std::string> periods;
  for (const auto* totals : {&before, &now})
    for (const auto& [period, of_month] : *totals) periods.insert(period);
  std::vector<std::string> lines;
  std::size_t left_out = 0;
  for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
    std::string moved, why;
    std::set<const FigureRule*> reasons;
    for (const auto& one : counted) {
      const auto a = found(before, *period, one.measure), b = found(now, *period, one.measure);
      if (a == b) continue;
      moved += (moved.empty() ? "" : ", ") + std::string(one.words) + " " + change_text(a, b);
      for (const auto& rule : rules)
        if (concerns(rule, one.measure)) reasons.insert(&rule);
    }
    if (moved.empty()) continue;
    if (lines.size() == lines_max) {
      ++left_out;
      continue;
    }
    for (const auto* rule : reasons) why += (why.empty() ? "" : "; ") + std::string(rule->what);
    if (why.empty()) why = "the rules have changed";
    lines.push_back(month_name(calendar, *period) + ": " + moved + " (" + why + ")");
  }
  if (left_out > 0) lines.push_back("and " + std::to_string(left_out) + " earlier months");
  return lines;
}

}  // namespace dealbell::core
