#pragma once

#include "core/calendar.hpp"
#include "core/directory.hpp"
#include "core/history.hpp"
#include "core/org.hpp"
#include "core/own_fields.hpp"
#include "core/pipelines.hpp"
#include "core/rates.hpp"
#include "core/twin_decisions.hpp"

namespace dealbell::core {

// How raw state is read: the office's people, days, money, stages and measures. All of one org
// document.
struct Reading {
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
