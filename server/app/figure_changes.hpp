#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/office/office.hpp"
#include "wire/kept_totals_json.hpp"

namespace dealbell::app {

// The rules of a program version: how it counts, as a number, and what changed up to it.
struct FigureRules {
  int version = core::figures_version;
  std::span<const core::FigureRule> rules = core::figure_rules;
};

// Keeps the totals of the office's months in DATA/figures.json with the version of the rules. The
// first start with other rules compares them with what the same events give now, logs what moved
// and returns it; later starts return it again. Call it before anything is submitted. Blocks; after
// an unclean stop a rule change costs one refold.
std::optional<wire::FigureChange> compare_figures(Office& office, const std::string& dir,
                                                  const FigureRules& rules = {});

// Keeps the present totals, for the next start. Failures are logged: the next rule change can then
// say less.
void keep_figures(Office& office, const std::string& dir,
                  const std::optional<wire::FigureChange>& changed, const FigureRules& rules = {});

}  // namespace dealbell::app
