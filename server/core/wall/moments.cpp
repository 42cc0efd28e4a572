#include <algorithm>

#include "core/wall/scene.hpp"
#include "core/wall/yardstick.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr seconds lives{30};
constexpr minutes fresh_within{15};

struct Moment {
  WonDeal won;
  Instant received_at;
};

// A deal's first win of the last half minute, by a known person, priced and positive, told within a
// quarter of an hour, not from an import, a merge or a bulk edit, and not taken back since. Judged
// by the event of that win which reached us first, so that a late repeat of it is no second party.
std::optional<Moment> moment_of(const Scene& s, Floor::Ref ref) {
  const auto& deal = s.floor.deal(ref);
  const auto run = current_run(deal);
  const auto& changes = deal.status.changes;
  if (run.status != DealStatus::won) return std::nullopt;
  for (std::size_t i = 0; i < run.first; ++i)
    if (changes[i].value == DealStatus::won) return std::nullopt;  // won before: a re-win
  const Stamp* first = nullptr;
  for (auto i = run.first; i < changes.size(); ++i) {
    const auto& stamp = s.floor.stamps()[changes[i].stamp];
    if (!first || stamp.received_at < first->received_at) first = &stamp;
  }
  if (first->received_at + lives <= s.now) return std::nullopt;
  const auto won = won_deal(s, ref);
  if (first->quiet || !won || !won->amount || *won->amount <= 0) return std::nullopt;
  if (!s.floor.directory().known(won->person)) return std::nullopt;
  if (first->received_at - won->at > fresh_within) return std::nullopt;
  return Moment{*won, first->received_at};
}

Row row_of(const Scene& s, const Moment& moment, const Yardstick& yardstick) {
  const auto& won = moment.won;
  const auto mine = s.money({won.person, {}}, s.range()).value_or(0);
  const auto share = s.floor.contributions_of(Base::won, won.ref).front();
  Sum credit = 0;
  for (const auto& c : share.credits)
    if (c.person == won.person && c.role == Role::revenue) credit += c.amount_e4;
  const auto total = s.money({}, s.range()).value_or(0);
  const auto week = s.floor.calendar().period_of(PeriodKind::week, s.today);
  const bool this_period = s.range().holds(share.day);
  const bool ranked_before = this_period && mine - credit > 0;
  const auto* why = yardstick.why_stage(s, won);

  Row row;
  row["name"] = s.name(won.person);
  row["short"] = s.short_name(won.person);
  row["value"] = s.text(*won.amount);
  row["at"] = to_ms(won.at);
  row["received"] = to_ms(moment.received_at);
  row["until"] = to_ms(moment.received_at + lives);
  row["stage"] = why != nullptr;
  row["why"] = why && *why ? Value{std::string(why)} : Value{};
  row["nth_week"] = s.count(Base::won, {won.person, {}}, {week.from, week.to});
  row["rank_from"] =
      ranked_before ? Value{std::int64_t{rank_with(yardstick.people, won.person, mine - credit)}}
                    : Value{};
  row["rank_to"] = std::int64_t{rank_with(yardstick.people, won.person, mine)};
  row["total_before"] = s.text(this_period ? total - *won.amount : total);
  row["total_after"] = s.text(total);
  row["target"] = s.value(target_of(s));
  return row;
}

}  // namespace

Tile moments_tile(const Scene& s, Instant& changes_at) {
  // More than a screen has room for; in a storm of wins the newest hold for all.
  constexpr std::size_t rows_max = 50;
  Tile tile;
  std::optional<Yardstick> yardstick;
  const auto& candidates = s.floor.recently_won();
  for (auto ref = candidates.rbegin(); ref != candidates.rend(); ++ref) {
    const auto moment = moment_of(s, *ref);
    if (!moment) continue;
    if (!yardstick) yardstick.emplace(s);
    changes_at = std::min(changes_at, moment->received_at + lives);
    tile.rows.emplace(row_key(s, *ref), row_of(s, *moment, *yardstick));
    if (tile.rows.size() == rows_max) break;
  }
  return tile;
}

}  // namespace dealbell::core
