#include "core/boards/wall/celebration_rules.hpp"

#include "core/queries/measure_evaluator.hpp"
#include "core/state/scan.hpp"

namespace dealbell::core {

CelebrationRules::CelebrationRules(const WallContext& context)
    : wins_(context.count(Base::won, {}, context.range())) {
  // With more wins a record is not remarkable, and scanning them takes too long.
  constexpr std::int64_t scanned_max = 2'000;
  if (wins_ <= scanned_max) largest_ = largest_of_period(context);
  const auto won = totals(context.sales, Base::won, {}, context.range()).priced;
  const auto last = totals(context.sales, Base::won, {}, context.last_range()).priced;
  const auto n = won.n + last.n;
  average_ = n ? (won.amount_e4 + last.amount_e4) / n : 0;
}

CelebrationRules::Largest CelebrationRules::largest_of_period(const WallContext& context) {
  Largest largest;
  scan(context.sales, Base::won, context.range(), [&](SalesState::Ref ref, const Contribution& c) {
    if (c.currency != context.currency || c.amount_e4 <= largest.second) return true;
    largest.second = c.amount_e4;
    if (largest.second > largest.first) {
      std::swap(largest.first, largest.second);
      largest.ref = ref;
    }
    return true;
  });
  return largest;
}

const char* CelebrationRules::why_stage(const WallContext& context, const WonDeal& won,
                                        std::int64_t later) const {
  const auto person_wins = context.count(Base::won, {won.person, {}}, Range::everything());
  if (person_wins - later == 1) return "first_ever";
  if (largest_ && *won.amount > largest_->largest_except(won.ref)) return "record";
  if (*won.amount >= 2 * average_) return "big";
  constexpr std::int64_t few = 10;
  return wins_ <= few && *won.amount >= average_ ? "" : nullptr;
}

}  // namespace dealbell::core
