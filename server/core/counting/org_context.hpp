#pragma once

#include "core/calendar/calendar.hpp"
#include "core/counting/own_fields.hpp"
#include "core/counting/twin_decisions.hpp"
#include "core/facts/history.hpp"
#include "core/org/directory.hpp"
#include "core/org/org.hpp"
#include "core/org/pipelines.hpp"
#include "core/org/rates.hpp"

namespace dealbell::core {

// How raw state is read: the office's people, days, money, stages and measures. All of one org
// document.
struct OrgContext {
  const Org& org;
  const Calendar& calendar;
  const Directory& directory;
  const Pipelines& pipelines;
  const Rates& rates;
  const OwnFields& own;
  const TwinDecisions& twins;
  const Stamps& stamps;
};

}  // namespace dealbell::core
