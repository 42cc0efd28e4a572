#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/demo/cast.hpp"
#include "core/events/event.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// The demo office's wins in one month, by person, as far as the demo needs them to stay plausible.
// Owners have all of their wins; splits are ignored.
class DemoStanding {
 public:
  explicit DemoStanding(const Period& month) : month_(month) {}
  DemoStanding(const Period& month, const Calendar& calendar, const std::vector<Event>& history);

  void add(const DemoPerson& person, Amount amount);
  void set_total(Amount total) { total_ = total; }
  void subtract(const DemoPerson& person, Amount amount);

  const Period& month() const { return month_; }
  Amount total() const { return total_; }

  // All people, best first.
  std::vector<const DemoPerson*> ranking() const;

 private:
  Period month_;
  Amount total_;
  std::map<std::string_view, std::int64_t> by_person_;  // by person id, in ten-thousandths
};

}  // namespace dealbell::core
