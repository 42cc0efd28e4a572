#pragma once

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/counting/org_context.hpp"
#include "core/counting/win_fingerprint.hpp"
#include "core/facts/facts.hpp"

namespace dealbell::core {

// Wins that may be the same sale reported by two sources: same customer, amount and currency within
// a week. The later one by merge order is the suspected twin of the latest earlier one; both count
// until the org document decides. More than 20 such wins in one week are taken for a standard
// price, and none of them is suspected.
class TwinIndex {
 public:
  struct Pair {
    std::int64_t amount_e4 = 0;
    Ref later = 0, earlier = 0;
  };
  // Order by amount, largest first, then by the later deal's source and id.
  struct Larger {
    const Facts* facts;
    bool operator()(const Pair& a, const Pair& b) const;
  };
  using Largest = std::set<Pair, Larger>;

  explicit TwinIndex(const Facts& facts) : facts_(facts), largest_(Larger{&facts}) {}

  void change(Ref deal, const std::optional<WinFingerprint>& before,
              const std::optional<WinFingerprint>& after, const OrgContext& org_context);

  // The earlier deal of which this one may be a copy; nullopt if none is suspected.
  std::optional<Ref> of(Ref deal) const;
  const Largest& largest() const { return largest_; }

 private:
  static constexpr std::size_t week_max = 20;

  // The deals with this week_key(), at most 22.
  std::vector<Ref> in_week(std::uint64_t key) const;
  void recheck(Ref deal, const OrgContext& org_context);
  void recheck_around(Ref changed, const WinFingerprint& fingerprint,
                      const OrgContext& org_context);
  void remove(Ref deal);

  const Facts& facts_;
  std::unordered_multimap<std::uint64_t, Ref> weeks_;
  std::unordered_map<Ref, Pair> pairs_;  // by the later one
  Largest largest_;
};

}  // namespace dealbell::core
