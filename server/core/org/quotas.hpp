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

// Whose quota. Both empty: the office's.
struct Subject {
  std::string_view person, team;
};

// The quotas and forecasts of one org document with their periods resolved. Does not refer to the
// document after construction.
class Quotas {
 public:
  Quotas(const Org& org, const Calendar& calendar);

  // The subject's quota for a range. The first of these that exists: the quota of exactly this
  // period; the sum of shorter periods that fill it without a gap; a part, by days, of the shortest
  // longer period that contains it. A person's quota is reduced day by day by ramp, employment and
  // leave, so it may be 0; a team's or the office's is used as entered. Exact, rounded once, half
  // to even. nullopt if the document has none, for an unbounded range, and if the result exceeds an
  // Amount (9 × 10^14 units: several quotas of the largest amount).
  std::optional<Amount> quota_for(std::string_view measure, const Subject& subject,
                                  const Range& range) const;

  // The sum of the quotas of all members of a team and of the teams below it (for the office: of
  // all people), each counted once, for the days of their membership, and rounded individually.
  // nullopt if none of them has a quota.
  std::optional<Amount> members_quota(std::string_view measure, std::string_view team,
                                      const Range& range) const;

  // The person's share of the full quota, day by day; that of a person always present if the
  // document says nothing else. Valid as long as this object.
  const QuotaLoad& load_of(std::string_view person) const;

  // The forecast for exactly this period.
  std::optional<Amount> forecast_for(const Subject& subject, const Range& range) const;

 private:
  struct Entry {
    Day from, to;  // of the period
    Day valid_from;
    std::int64_t e4 = 0;
  };
  using Entries = std::vector<Entry>;    // sorted by period, then valid_from
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
  QuotaLoad whole_;
  ById<QuotaLoad> loads_;  // of people who do not always have the full quota
  // By team: its members and those of the teams below, with the days of their membership. All
  // people under "".
  ById<ById<std::vector<Days>>> members_;
};

}  // namespace dealbell::core
