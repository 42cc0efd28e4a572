#include <algorithm>

#include "core/kpi.hpp"
#include "core/scan.hpp"
#include "core/wall/scene.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr seconds lives{30};
constexpr minutes fresh_within{15};

struct Moment {
  WonDeal won;
  Instant received_at;
};

// A deal's first win, by a known person, priced and positive, told within a quarter of an hour, not
// from an import, a merge or a bulk edit, and not taken back since. Judged by the event of that win
// which reached us first, so that a late repeat of it is no second party.
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
  const auto won = won_deal(s, ref);
  if (first->quiet || !won || !won->amount || *won->amount <= 0) return std::nullopt;
  if (!s.floor.directory().known(won->person)) return std::nullopt;
  if (first->received_at - won->at > fresh_within) return std::nullopt;
  return Moment{*won, first->received_at};
}

// Most wins only glow. The stage is for firsts, records and big ones; and for every win while there
// are few enough that each is one.
const char* why_stage(const Scene& s, const Moment& m, std::int64_t wins, Sum largest_other) {
  const auto person_wins = s.count(Base::won, {m.won.person, {}}, Range::everything());
  if (person_wins == 1) return "first_ever";
  if (*m.won.amount > largest_other) return "record";
  const auto won = totals(s.floor, Base::won, {}, s.range());
  const auto last = totals(s.floor, Base::won, {}, s.last_range());
  const auto n = won.priced.n + last.priced.n;
  const auto average = n ? (won.priced.amount_e4 + last.priced.amount_e4) / n : 0;
  if (*m.won.amount >= 2 * average) return "big";
  constexpr std::int64_t few = 10;
  return wins <= few ? "" : nullptr;
}

Sum largest_besides(const Scene& s, Floor::Ref ref) {
  Sum largest = 0;
  std::size_t seen = 0;
  scan(s.floor, Base::won, s.range(), [&](Floor::Ref other, const Contribution& c) {
    if (other != ref && c.currency == s.currency) largest = std::max(largest, Sum{c.amount_e4});
    return ++seen < 10'000;  // beyond, a record is news to nobody; and a tick must stay short
  });
  return largest;
}

}  // namespace

Tile moments_tile(const Scene& s, Instant& changes_at) {
  Tile tile;
  for (const auto ref : s.floor.recently_won()) {
    const auto moment = moment_of(s, ref);
    if (!moment || moment->received_at + lives <= s.now) continue;
    const auto until = moment->received_at + lives;
    changes_at = std::min(changes_at, until);

    const auto person = moment->won.person;
    const auto amount = *moment->won.amount;
    const auto people = standings(s, s.range());
    const auto mine = s.money({person, {}}, s.range()).value_or(0);
    const auto share = s.floor.contributions_of(Base::won, ref).front();
    Sum credit = 0;
    for (const auto& c : share.credits)
      if (c.person == person && c.role == Role::revenue) credit += c.amount_e4;
    const auto total = s.money({}, s.range()).value_or(0);
    const auto week = s.floor.calendar().period_of(PeriodKind::week, s.today);
    const bool this_period = s.range().holds(share.day);
    const auto* why =
        why_stage(s, *moment, s.count(Base::won, {}, s.range()), largest_besides(s, ref));

    Row row;
    row["name"] = s.name(person);
    row["short"] = s.short_name(person);
    row["value"] = s.text(amount);
    row["at"] = to_ms(moment->won.at);
    row["received"] = to_ms(moment->received_at);
    row["until"] = to_ms(until);
    row["stage"] = why != nullptr;
    row["why"] = why && *why ? Value{std::string(why)} : Value{};
    row["nth_week"] = s.count(Base::won, {person, {}}, {week.from, week.to});
    const bool ranked_before = mine - credit > 0;
    row["rank_from"] = this_period && ranked_before
                           ? Value{std::int64_t{rank_with(people, person, mine - credit)}}
                           : Value{};
    row["rank_to"] = std::int64_t{rank_with(people, person, mine)};
    row["total_before"] = s.text(this_period ? total - amount : total);
    row["total_after"] = s.text(total);
    row["target"] = s.value(target_of(s));
    tile.rows.emplace(row_key(s, ref), std::move(row));
  }
  return tile;
}

}  // namespace dealbell::core
