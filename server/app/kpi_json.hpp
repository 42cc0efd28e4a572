#pragma once

#include <string>

#include "core/deals.hpp"
#include "core/kpi.hpp"

namespace dealbell::app {

std::string write_kpis(const core::KpiAnswer& answer, const core::KpiQuestion& question);
std::string write_deals(const core::DealList& list);

}  // namespace dealbell::app
