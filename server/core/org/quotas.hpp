#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/calendar/range.hpp"
#include "core/org/org.hpp"
#include "core/org/quota_load.hpp"

namespace dealbell::core {

// Whose quota: both empty is the office.
struct Subject {
  std::string_view person, team;
};

// The document's quotas and forecasts, their periods read once. A value: made anew with the
// document, and free of it afterwards.
class Quotas {
 public:
  Quotas(const Org& org, const Calendar& calendar);

  // What the subject should reach in [from, to). In this order: the quota of exactly that period;
  // shorter ones that fill it without a gap; the days' part of the shortest longer one that holds
  // it. A person's is what their ramp, employment and leave make of the full one, day by day, so it
  // may be 0; a team's or the office's is as it was entered. Exact and rounded once, half to even.
  // nullopt when the document does not say, for an unbounded range, and beyond what an Amount holds
  // (9 × 10^14 units: several quotas of the largest amount).
  std::optional<Amount> quota_for(std::string_view measure, const Subject& subject,
                                  const Range& range) const;

  // The sum of what the members of a team and of the teams below it should reach (of the office:
  // everybody), each once and for the days of their membership, rounded as their own. nullopt when
  // none of them has a quota.
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
  using Entries = std::vector<Entry>;    // by period, then `holds`
  using Group = std::span<const Entry>;  // of one period
  struct Days {
    Day from, to;
  };
  using Key = std::tuple<std::string, std::string, std::string>;  // measure, person, team
  template <class Value>
  using ById = std::map<std::string, Value, std::less<>>;

  static Group group_at(const Entries& entries, Entries::const_iterator at);
  static std::vector<Group> groups_for(const Entries& entries, const Range& range);
  void read_quotas(const Org& org, const Calendar& calendar);
  void read_members(const Org& org);
  std::optional<Amount> quota_on(std::string_view measure, const Subject& subject,
                                 const Range& range, std::span<const Days> days) const;

  std::map<Key, Entries> quotas_, forecasts_;
  ById<QuotaLoad> loads_;                  // of people who do not carry all of it always
  ById<ById<std::vector<Days>>> members_;  // of a team and those below, of "" everybody: who, when
};

}  // namespace dealbell::core
