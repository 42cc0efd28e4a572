#pragma once

#include "core/calendar/calendar.hpp"
#include "core/events/event.hpp"

namespace dealbell::core {

// The form of an event for nodes that know no days in place of times: a day becomes its noon in the
// office's zone. Returns whether anything changed.
bool days_to_times(Event& event, const Calendar& calendar);

}  // namespace dealbell::core
