#pragma once

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/counting/org_context.hpp"
#include "core/counting/win_fingerprint.hpp"
#include "core/facts/facts.hpp"

namespace dealbell::core {

// Wins that may be one fingerprint told by two sources: the same customer, amount and currency within a
// week. Of each the later one by merge order is suspected, against the latest of the earlier ones;
// both count until the org document decides. More than 20 such wins in one week are a price and not
// a coincidence: none of them is suspected.
class TwinIndex {
 public:
  struct Pair {
    std::int64_t amount_e4 = 0;
    Ref later = 0, earlier = 0;
  };
  // The largest amount first, then by the later deal's source and id.
  struct Larger {
    const Facts* facts;
    bool operator()(const Pair& a, const Pair& b) const;
  };
  using Largest = std::set<Pair, Larger>;

  explicit TwinIndex(const Facts& facts) : facts_(facts), largest_(Larger{&facts}) {}

  void change(Ref deal, const std::optional<WinFingerprint>& before,
              const std::optional<WinFingerprint>& after, const OrgContext& org_context);

  // The earlier deal that this one may be once more.
  std::optional<Ref> of(Ref deal) const;
  const Largest& largest() const { return largest_; }

 private:
  static constexpr std::size_t week_max = 20;

  // Who is in one week of one kind of fingerprint; the first 22 where there are more.
  std::vector<Ref> in_week(std::uint64_t place) const;
  void recheck(Ref deal, const OrgContext& org_context);
  void recheck_around(Ref deal, const WinFingerprint& fingerprint, const OrgContext& org_context);
  void remove(Ref deal);

  const Facts& facts_;
  std::unordered_multimap<std::uint64_t, Ref> weeks_;
  std::unordered_map<Ref, Pair> pairs_;  // by the later one
  Largest largest_;
};

}  // namespace dealbell::core
