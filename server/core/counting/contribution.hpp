#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/counting/deal_context.hpp"
#include "core/facts/deal.hpp"
#include "core/values/metric_base.hpp"

namespace dealbell::core {

// One person's part of a contribution. person is no_name for what nobody owns.
struct Credit {
  Name person = no_name;
  Name team = no_name;  // directly; what stands above is in the tree
  std::int64_t amount_e4 = 0;
  std::int64_t extra = 0;
  std::int32_t percent_e4 = 0;
  Role role = Role::revenue;
  friend bool operator==(const Credit&, const Credit&) = default;
};

// What one deal, refund or activity adds to the sums of one day.
struct Contribution {
  Base base = Base::won;
  Day day = undated;
  Name currency = no_name;  // no_name: counted, not priced
  std::int32_t n = 1;       // -1 takes back what was booked into a locked period
  std::int32_t extra_n = 0;
  std::int64_t amount_e4 = 0;
  std::int64_t extra = 0;
  std::array<Name, dimension_count> dimensions{};  // [team] stays empty: teams are in the credits
  std::vector<Credit> credits;
  Instant at;                     // when on that day, for comparing up to a point
  std::optional<Day> belongs_to;  // booked late: the day it would have had
  friend bool operator==(const Contribution&, const Contribution&) = default;
};

// Everything the deal adds, the office's own measures included; nothing for a copy of another deal.
// Stages it has reached are there to be found by day, without credits; entered_stages() has them
// whole.
std::vector<Contribution> contributions(const DealContext& context);
std::vector<Contribution> entered_stages(const DealContext& context);
std::vector<Contribution> contributions(const Activity& activity, const OrgContext& org_context);

// `total` split by percent: revenue shares are rounded down to `unit_e4` and what is left over goes
// out by largest remainder, then by smaller index. What the shares leave of 100 % stays out,
// rounded half down.
std::vector<std::int64_t> split(std::int64_t total_e4, const std::vector<std::int32_t>& percents_e4,
                                std::int64_t unit_e4);

}  // namespace dealbell::core
