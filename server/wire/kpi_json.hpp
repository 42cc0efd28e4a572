#pragma once

#include <string>

#include "core/queries/explain.hpp"
#include "core/queries/kpi.hpp"

namespace dealbell::wire {

// The answers of /api/v1/kpis, /api/v1/explain and /api/v1/deals as JSON. Money is decimal text
// with at least the decimals of its currency, everything else a number; null means no value.
std::string write_kpis(const core::KpiAnswer& answer, const core::KpiQuestion& question);
std::string write_explanation(const core::Explanation& explanation,
                              const core::ExplainQuestion& question);
std::string write_deals(const core::Explanation& explanation);

}  // namespace dealbell::wire
