#include "core/boards/wall/moments.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/boards/tile_fields.hpp"
#include "core/boards/wall/celebration_rules.hpp"
#include "core/counting/status.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr seconds shown_for{30};
constexpr minutes celebrated_within{15};

// What was won after a given moment. A moment's row has the totals and ranks as they were right
// after its win; otherwise it would change with every later win and be sent to every screen again.
// Moments are visited from the newest to the oldest, and add() is called for each.
class LaterWins {
 public:
  explicit LaterWins(const WallContext& context)
      : period_(context.range()), week_(week_of(context)), people_(standings(context, period_)) {}

  Sum total() const { return total_; }
  const Range& week() const { return week_; }
  std::int64_t wins_this_week(Name person) const { return found(week_wins_, person); }
  std::int64_t wins(Name person) const { return found(wins_, person); }
  Sum credit(Name person) const { return found(credits_, person); }
  // The standings right after the moment.
  const std::vector<Standing>& people() const { return people_; }

  // Counts a win among the later ones.
  void add(const Contribution& won) {
    std::set<Name> persons;
    for (const auto& c : won.credits) persons.insert(c.person);
    for (const auto person : persons) {
      ++wins_[person];
      if (week_.contains(won.day)) ++week_wins_[person];
    }
    if (!period_.contains(won.day)) return;
    total_ += won.amount_e4;
    for (const auto& c : won.credits) {
      if (c.role != Role::revenue) continue;
      credits_[c.person] += c.amount_e4;
      for (auto& standing : people_)
        if (standing.person == c.person) standing.value -= c.amount_e4;
    }
  }

 private:
  static Range week_of(const WallContext& context) {
    const auto week = context.sales.calendar().period_of(PeriodKind::week, context.today);
    return {week.from, week.to};
  }
  template <class T>
  static T found(const std::map<Name, T>& map, Name person) {
    const auto it = map.find(person);
    return it == map.end() ? T{} : it->second;
  }
  Range period_, week_;
  std::vector<Standing> people_;
  Sum total_ = 0;
  std::map<Name, Sum> credits_;
  std::map<Name, std::int64_t> wins_, week_wins_;
};

Row row_of(const WallContext& context, const Moment& moment, const Contribution& share,
           const CelebrationRules& rules, const LaterWins& later) {
  const auto& won = moment.won;
  const auto mine =
      context.money({won.person, {}}, context.range()).value_or(0) - later.credit(won.person);
  Sum credit = 0;
  for (const auto& c : share.credits)
    if (c.person == won.person && c.role == Role::revenue) credit += c.amount_e4;
  const auto total = context.money({}, context.range()).value_or(0) - later.total();
  const bool this_period = context.range().contains(share.day);
  const bool ranked_before = this_period && mine - credit > 0;
  const auto* why = rules.why_stage(context, won, later.wins(won.person));

  Row row;
  row[field::name] = context.name(won.person);
  row[field::short_name] = context.short_name(won.person);
  row[field::value] = context.text(*won.amount);
  row[field::at] = context.shown_time(won.at);
  row[field::received] = to_ms(moment.received_at);
  row[field::until] = to_ms(moment.received_at + shown_for);
  row[field::stage] = why != nullptr;
  row[field::why] = why && *why ? Value{std::string(why)} : Value{};
  row[field::nth_week] =
      context.count(Base::won, {won.person, {}}, later.week()) - later.wins_this_week(won.person);
  row[field::rank_from] =
      ranked_before ? Value{std::int64_t{rank_with(later.people(), won.person, mine - credit)}}
                    : Value{};
  row[field::rank_to] = std::int64_t{rank_with(later.people(), won.person, mine)};
  row[field::total_before] = context.text(this_period ? total - *won.amount : total);
  row[field::total_after] = context.text(total);
  row[field::target] = context.value(target_of(context));
  return row;
}

// A win of which only the day is known is news on that day.
bool is_news(const WonDeal& won, Instant received_at, const WallContext& context) {
  if (won.at.day_only) return context.sales.calendar().day_of(received_at) == won.at.day;
  return received_at - won.at.at <= celebrated_within;
}

}  // namespace

std::optional<Moment> moment_of(const WallContext& context, SalesState::Ref ref, Instant after) {
  const Statuses statuses(context.sales.deal(ref), context.sales.pipelines(),
                          context.sales.stamps());
  const auto& changes = statuses.changes();
  if (statuses.now() != DealStatus::won) return std::nullopt;
  for (std::size_t i = 0; i < statuses.run_start(); ++i)
    if (changes[i].value == DealStatus::won) return std::nullopt;  // it was won before
  const Stamp* first = nullptr;
  for (auto i = statuses.run_start(); i < changes.size(); ++i) {
    const auto& stamp = context.sales.stamps()[changes[i].stamp];
    if (!first || stamp.received_at < first->received_at) first = &stamp;
  }
  if (first->received_at <= after) return std::nullopt;
  const auto won = won_deal(context, ref);
  if (first->quiet || !won || !won->amount || *won->amount <= 0) return std::nullopt;
  if (!context.sales.directory().known(won->person)) return std::nullopt;
  if (context.sales.org_view().twins().of(ref)) return std::nullopt;
  if (!is_news(*won, first->received_at, context)) return std::nullopt;
  return Moment{*won, first->received_at};
}

Tile moments_tile(const WallContext& context, Instant& changes_at) {
  // More than a screen can show; of very many wins only the newest get a moment.
  constexpr std::size_t rows_max = 50;
  Tile tile;
  std::optional<CelebrationRules> rules;
  std::optional<LaterWins> later;
  const auto& candidates = context.sales.recently_won();
  for (auto ref = candidates.rbegin(); ref != candidates.rend(); ++ref) {
    const auto moment = moment_of(context, *ref, context.now - shown_for);
    if (!moment) continue;
    if (!rules) {
      rules.emplace(context);
      later.emplace(context);
    }
    changes_at = std::min(changes_at, moment->received_at + shown_for);
    const auto share = context.sales.contributions_of(Base::won, *ref).front();
    tile.rows.emplace(row_key(context, *ref), row_of(context, *moment, share, *rules, *later));
    later->add(share);
    if (tile.rows.size() == rows_max) break;
  }
  return tile;
}

}  // namespace dealbell::core
