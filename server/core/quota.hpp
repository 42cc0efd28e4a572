#pragma once

#include <optional>
#include <string_view>

#include "core/calendar.hpp"
#include "core/cube.hpp"
#include "core/org.hpp"

namespace dealbell::core {

// Whose quota: both empty is the office.
struct Subject {
  std::string_view person, team;
};

// What the subject should reach in [from, to): the quota of exactly that period, else the sum of
// shorter ones that fill it without a gap. nullopt when the document does not say.
std::optional<Amount> quota_for(const Org& org, const Calendar& calendar, std::string_view measure,
                                const Subject& subject, const Range& range);

}  // namespace dealbell::core
