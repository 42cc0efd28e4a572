#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/calendar.hpp"
#include "core/org.hpp"
#include "core/range.hpp"

namespace dealbell::core {

// Whose quota: both empty is the office.
struct Subject {
  std::string_view person, team;
};

// The document's quotas and forecasts, their periods read once. A value: made anew with the
// document.
class Quotas {
 public:
  Quotas(const Org& org, const Calendar& calendar);

  // What the subject should reach in [from, to). In this order: the quota of exactly that period;
  // shorter ones that fill it without a gap; the days' part of the shortest longer one that holds
  // it. A person's is what their ramp, employment and leave make of the full one, day by day, so it
  // may be 0; a team's or the office's is as it was entered. Rounded once, half to even. nullopt
  // when the document does not say, and for an unbounded range.
  std::optional<Amount> quota_for(std::string_view measure, const Subject& subject,
                                  const Range& range) const;

  // The sum of what the members of a team and of the teams below it should reach (of the office:
  // everybody), each for the days of their membership. nullopt when none of them has a quota.
  std::optional<Amount> members_quota(std::string_view measure, std::string_view team,
                                      const Range& range) const;

  // What was forecast for exactly this period.
  std::optional<Amount> forecast_for(const Subject& subject, const Range& range) const;

 private:
  struct Entry {
    Day from, to;  // of the period
    Day holds;     // from this day on
    std::int64_t e4 = 0;
  };
  struct Person {
    Day from, to;
    std::vector<std::pair<Day, Day>> leave;
    std::vector<std::int32_t> ramp_e4;
  };
  struct Member {
    std::string person;
    Day from, to;
  };
  using Key = std::tuple<std::string, std::string, std::string>;  // measure, person, team
  std::int64_t weight(const Person* person, Day from, Day to) const;
  std::optional<Amount> total(const std::vector<Entry>& entries, const Person* person,
                              const Range& range, const Range& counted) const;
  std::optional<Amount> quota_within(std::string_view measure, const Subject& subject,
                                     const Range& range, const Range& counted) const;

  std::map<Key, std::vector<Entry>, std::less<>> entries_;  // by period, then `holds`
  std::map<Key, std::vector<Entry>, std::less<>> forecasts_;
  std::unordered_map<std::string, Person> people_;
  std::map<std::string, std::vector<Member>, std::less<>> members_;  // of a team and those below
};

}  // namespace dealbell::core
