#include "app/mirror/content.hpp"

#include <algorithm>
#include <string_view>

#include "core/boards/wall/moments.hpp"
#include "core/queries/kpi.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

using core::PeriodKind;
using redis::MirrorKey;
using Values = MirrorKey::Values;

struct PeriodName {
  const char* name;
  PeriodKind kind;
};
constexpr PeriodName periods[] = {{"today", PeriodKind::day},
                                  {"week", PeriodKind::week},
                                  {"month", PeriodKind::month},
                                  {"quarter", PeriodKind::quarter},
                                  {"year", PeriodKind::year}};

// Only sums that are in the cube. Measures that must visit every deal (medians, times) are
// available over HTTP only.
constexpr const char* ranked[] = {"won_amount", "won_count", "created_amount", "created_count",
                                  "activities"};
constexpr const char* figures[] = {
    "won_amount",        "won_count",      "lost_amount",      "lost_count",
    "created_amount",    "created_count",  "open_amount",      "open_count",
    "weighted_amount",   "average_deal",   "win_rate",         "win_rate_value",
    "refunded_amount",   "refunded_count", "activities",       "attainment",
    "projected_landing", "coverage",       "required_per_day", "run_rate_landing"};

constexpr std::size_t ranked_max = 1'000;  // people in a leaderboard, or with a quota
constexpr std::size_t named_max = 5'000;   // people with a name

core::Period period_of(const core::SalesState& sales, PeriodKind kind, Instant now) {
  const auto& calendar = sales.calendar();
  return calendar.period_of(kind, calendar.day_of(now));
}

// Without any value when the question cannot be answered.
core::KpiAnswer answer_to(const core::SalesState& sales, const char* measure, const char* by,
                          PeriodKind kind, Instant now) {
  const auto period = period_of(sales, kind, now);
  core::KpiQuestion question;
  question.measure = measure;
  question.by = by;
  question.from = period.from;
  question.to = period.to;
  auto answer = core::ask(sales, question, now);
  return answer ? std::move(*answer) : core::KpiAnswer{};
}

// The same text as in the answers over HTTP; empty for no value.
std::string text_of(const core::Figure& figure, core::Unit unit, const std::string& currency) {
  if (const auto* sum = std::get_if<core::Sum>(&figure.value))
    return unit == core::Unit::money ? core::format_amount(*sum, core::currency_decimals(currency))
                                     : std::to_string(static_cast<std::int64_t>(*sum));
  if (const auto* number = std::get_if<double>(&figure.value))
    return wire::JsonWriter().value(*number).text();
  return {};
}

Values leaderboard(const core::SalesState& sales, const char* measure, PeriodKind kind,
                   Instant now) {
  const auto answer = answer_to(sales, measure, "person", kind, now);
  Values values;
  for (const auto& row : answer.rows) {
    auto text = text_of(row.figure, answer.unit, answer.currency);
    if (!row.key || text.empty()) continue;
    values.emplace(*row.key, std::move(text));
    if (values.size() == ranked_max) break;
  }
  return values;
}

Values kpis(const core::SalesState& sales, PeriodKind kind, Instant now) {
  Values values;
  for (const auto* measure : figures) {
    const auto answer = answer_to(sales, measure, "", kind, now);
    if (auto text = text_of(answer.total.figure, answer.unit, answer.currency); !text.empty())
      values.emplace(measure, std::move(text));
  }
  if (const auto& currency = sales.names().text(sales.currency()); !currency.empty())
    values.emplace("currency", currency);
  return values;
}

// The quotas of won_amount and the amounts reached, of office, teams and people.
class QuotaTable {
 public:
  QuotaTable(const core::SalesState& sales, PeriodKind kind, Instant now)
      : sales_(sales), kind_(kind), now_(now) {}

  Values values() && {
    const auto& currency = sales_.names().text(sales_.currency());
    decimals_ = core::currency_decimals(currency);
    const auto people = answer_to(sales_, "won_amount", "person", kind_, now_);
    const auto teams = answer_to(sales_, "won_amount", "team", kind_, now_);
    put("office", {}, people.total.figure);
    for (const auto& team : sales_.org().teams)
      put("team:" + team.id, {{}, team.id}, figure_in(teams, team.id));
    for (const auto& person : sales_.org().people)
      put("person:" + person.id, {person.id, {}}, figure_in(people, person.id));
    return std::move(values_);
  }

 private:
  // No row means that nothing was won yet.
  static core::Figure figure_in(const core::KpiAnswer& answer, const std::string& id) {
    for (const auto& row : answer.rows)
      if (row.key == id) return row.figure;
    return {core::Sum{0}};
  }

  void put(const std::string& owner, const core::Subject& subject, const core::Figure& reached) {
    const auto period = period_of(sales_, kind_, now_);
    const auto quota = sales_.quotas().quota_for("won_amount", subject, {period.from, period.to});
    if (!quota || values_.size() >= 2 * ranked_max) return;
    values_[owner + ":target"] = core::format_amount(quota->e4, decimals_);
    if (const auto* sum = std::get_if<core::Sum>(&reached.value))
      values_[owner + ":attained"] = core::format_amount(*sum, decimals_);
  }

  const core::SalesState& sales_;
  PeriodKind kind_;
  Instant now_;
  int decimals_ = 2;
  Values values_;
};

Values people(const core::SalesState& sales) {
  Values values;
  const auto add = [&](core::Name id) {
    if (id != core::no_name && values.size() < named_max)
      values.emplace(sales.names().text(id), sales.directory().person_name(id));
  };
  for (const auto& person : sales.org().people) add(sales.names().find(person.id));
  for (const auto id : sales.cube().people()) add(id);
  return values;
}

std::vector<MirrorPiece> all_pieces() {
  using enum MirrorKey::Kind;
  std::vector<MirrorPiece> all{
      {"people", table, [](const core::SalesState& sales, Instant) { return people(sales); }}};
  for (const auto& [name, kind] : periods) {
    for (const auto* measure : ranked)
      all.push_back({std::string("leaderboard:") + measure + ":" + name, ranking,
                     [measure, kind = kind](const core::SalesState& sales, Instant now) {
                       return leaderboard(sales, measure, kind, now);
                     }});
    all.push_back({std::string("kpi:") + name, table,
                   [kind = kind](const core::SalesState& sales, Instant now) {
                     return kpis(sales, kind, now);
                   }});
    all.push_back({std::string("quota:") + name, table,
                   [kind = kind](const core::SalesState& sales, Instant now) {
                     return QuotaTable(sales, kind, now).values();
                   }});
  }
  return all;
}

redis::MirrorWin win_of(const core::WallContext& context, const core::Moment& moment) {
  const auto& won = moment.won;
  const auto key = core::row_key(context, won.ref);
  const auto& names = context.sales.names();
  return {key,
          won.at.at,
          {{"deal", key},
           {"title", context.sales.deal(won.ref).title.value},
           {"person", names.text(won.person)},
           {"name", context.name(won.person)},
           {"amount", context.text(*won.amount)},
           {"currency", names.text(context.currency)},
           {"at", won.at.day_only ? "" : std::to_string(to_ms(won.at.at))},
           {"day", format_day(won.at.day)}}};
}

}  // namespace

const std::vector<MirrorPiece>& mirror_pieces() {
  static const auto all = all_pieces();
  return all;
}

redis::MirrorKey::Values mirror_values(const std::string& name, const core::SalesState& sales,
                                       Instant now) {
  for (const auto& piece : mirror_pieces())
    if (piece.name == name) return piece.read(sales, now);
  return {};
}

std::vector<redis::MirrorWin> mirror_wins(const core::SalesState& sales, Instant now,
                                          MirrorWins which) {
  const core::WallContext context(sales, now);
  std::vector<redis::MirrorWin> wins;
  const auto add = [&](core::SalesState::Ref ref) {
    if (const auto moment = core::moment_of(context, ref, Instant::min()))
      wins.push_back(win_of(context, *moment));
  };
  if (which == MirrorWins::recent) {
    for (const auto ref : sales.recently_won()) add(ref);
    return wins;
  }
  std::size_t seen = 0;
  const auto& all = sales.wins_by_time();
  for (auto win = all.rbegin(); win != all.rend() && seen < mirror_wins_max; ++win, ++seen)
    add(win->second);
  std::reverse(wins.begin(), wins.end());
  return wins;
}

}  // namespace dealbell::app
