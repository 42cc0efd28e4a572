#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/org/org.hpp"
#include "core/values/amount.hpp"
#include "core/values/metric_base.hpp"
#include "support/core/naive_state.hpp"

namespace dealbell::test::naive {

struct Share {
  std::string person, team;
  std::int64_t amount = 0, weighted = 0;
  bool overlay = false;
};

// One entry of a base. Amounts are in ten-thousandths of the office's currency; words are ids of
// the document.
struct Entry {
  core::Base base = core::Base::won;
  std::optional<Day> day;
  std::optional<Day> team_day;  // whose teams get it, if not that day's
  Instant at;
  bool priced = false;
  std::int64_t amount = 0;
  std::optional<std::int64_t> extra;  // cycle ms, weighted amount, when it entered, seconds
  bool passed = false;                // has been won since; has gone further
  std::map<std::string, std::string> words;
  std::vector<Share> shares;
  const Deal* deal = nullptr;
  const Activity* activity = nullptr;
};

class Reader {
 public:
  Reader(const core::Org& org, const core::Calendar& calendar) : org_(org), calendar_(calendar) {}

  std::vector<Entry> entries_of(const State& state) const;
  // The same entry, worth another amount of the deal.
  Entry worth(const Entry& entry, const std::optional<core::Amount>& amount) const;
  bool within(std::string team, const std::string& above) const;
  std::string team_of(const std::string& person, std::optional<Day> day,
                      const std::string& default_team) const;
  const core::Calendar& calendar() const { return calendar_; }
  const core::Org& org() const { return org_; }
  std::string person(const std::string& source, const std::string& raw) const;

 private:
  struct Rate {
    std::int64_t num, den;
  };
  std::optional<Rate> rate(const std::string& currency, std::optional<Day> day) const;
  const core::OrgPipeline* pipeline(const std::string& raw) const;
  const core::OrgStage* stage(const Deal& deal, const std::string& raw) const;
  void price(Entry& e, const std::optional<core::Amount>& amount, const std::string& currency,
             std::optional<Day> rate_day) const;
  void share(Entry& e) const;
  Entry begin(const Deal& deal, core::Base base, std::optional<Day> day, Instant at) const;
  void read(const Deal& deal, std::vector<Entry>& all) const;
  void read_open(const Deal& deal, std::vector<Entry>& all) const;
  void read_stages(const Deal& deal, std::vector<Entry>& all) const;
  Entry read(const Activity& activity, Instant done) const;

  const core::Org& org_;
  const core::Calendar& calendar_;
};

std::string small(std::string text);
std::int64_t half_even(core::Sum numerator, core::Sum denominator);

}  // namespace dealbell::test::naive
