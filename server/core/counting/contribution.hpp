#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/counting/deal_context.hpp"
#include "core/facts/deal.hpp"
#include "core/values/metric_base.hpp"

namespace dealbell::core {

// One person's part of a contribution. `person` is no_name for the part that has no owner.
struct Credit {
  Name person = no_name;
  Name team = no_name;  // the direct team; teams above it are in the TeamTree
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
  Name currency = no_name;  // no_name: counted, but without an amount
  std::int32_t n = 1;       // -1: reverses an earlier booking in a locked month
  std::int32_t extra_n = 0;
  std::int64_t amount_e4 = 0;
  std::int64_t extra = 0;
  std::array<Name, dimension_count> dimensions{};  // [team] is unused: teams are in the credits
  std::vector<Credit> credits;
  Instant at;                     // time on that day, for comparisons up to a point in time
  bool day_only = false;          // only the day is known: `at` must not be shown
  std::optional<Day> belongs_to;  // if booked late: the day it actually belongs to
  friend bool operator==(const Contribution&, const Contribution&) = default;
};

// Everything the deal adds, including the office's own measures; nothing for a copy of another
// deal. Base::entered is included without credits, so that it can be indexed by day;
// entered_stages() returns it with credits.
std::vector<Contribution> contributions(const DealContext& context);
std::vector<Contribution> entered_stages(const DealContext& context);
std::vector<Contribution> contributions(const Activity& activity, const OrgContext& org_context);

}  // namespace dealbell::core
