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

// What is needed to interpret raw facts, all of one org document: people, days, money, stages and
// own measures. Only references.
struct OrgContext {
  const Org& org;
  const Calendar& calendar;
  const Directory& directory;
  const Pipelines& pipelines;
  const Rates& rates;
  const OwnFields& own;
  const TwinDecisions& twins;
  const Stamps& stamps;
  Day today;  // of the last event received: open deals belong to their owner's team of this day
};

}  // namespace dealbell::core
