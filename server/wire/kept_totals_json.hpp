#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log_position.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "core/queries/period_totals.hpp"

namespace dealbell::wire {

// What a rule change moved, as it is shown to an admin.
struct FigureChange {
  int from = 0, to = 0;  // figures_version before and after
  Instant at;
  std::vector<std::string> rules;  // what changed, one sentence each
  std::vector<std::string> moved;  // see core::moved_totals
  std::string note;                // why the totals could not be compared; empty: they were
};

// Period totals with the rules and the events they were counted by: DATA/figures.json.
struct KeptTotals {
  int version = 0;  // core::figures_version
  LogNumber log = 1;
  Seq seq = 0;
  std::int64_t org = 0;  // version of the org document; 0: none
  core::PeriodTotals totals;
  std::optional<FigureChange> changed;  // the last one
};

std::string write_kept_totals(const KeptTotals& kept);
// Errc::corrupt if the text is not what write_kept_totals() wrote.
Result<KeptTotals> read_kept_totals(std::string_view text);

// The answer of GET /api/v1/figure-changes.
std::string write_figure_change(int version, const std::optional<FigureChange>& changed);

}  // namespace dealbell::wire
