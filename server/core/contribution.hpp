#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/calendar.hpp"
#include "core/deal.hpp"
#include "core/directory.hpp"

namespace dealbell::core {

// What is counted. Everything on a wall is made of these five.
enum class Base : std::uint8_t { won, lost, open, refunded, activity };
constexpr std::size_t base_count = 5;

// What one can group by, besides time and person.
enum class Dimension : std::uint8_t {
  team,
  pipeline,
  product,
  region,
  lead_source,
  kind,
  stage,     // kept in the cube
  customer,  // too many values: by scanning
};
constexpr std::size_t dimension_count = 8;
constexpr bool in_cube(Dimension d) { return d != Dimension::customer; }

// Open deals without an expected close date: in totals, in no period.
constexpr Day undated = Day::min();

// One person's part of a contribution. person is no_name for what nobody owns.
struct Credit {
  Name person = no_name;
  Name team = no_name;
  std::int64_t amount_e4 = 0;
  Role role = Role::revenue;
  friend bool operator==(const Credit&, const Credit&) = default;
};

// What one deal, refund or activity adds to the sums of one day.
struct Contribution {
  Base base = Base::won;
  Day day = undated;
  Name currency = no_name;  // no_name: counted, not priced
  std::int64_t amount_e4 = 0;
  std::array<Name, dimension_count>
      dimensions{};  // [team] stays empty: teams come from the credits
  std::vector<Credit> credits;
  friend bool operator==(const Contribution&, const Contribution&) = default;
};

// How raw state is read: the office's people and days.
struct Reading {
  const Directory& directory;
  const Calendar& calendar;
  const Stamps& stamps;
};

std::vector<Contribution> contributions(const Deal& deal, const Reading& reading);
std::optional<Contribution> contribution(const Activity& activity, const Reading& reading);

// `total` split by percent: revenue shares are rounded down to `unit_e4` and what is left over goes
// out by largest remainder, then by smaller index. What the shares leave of 100 % stays out,
// rounded half down.
std::vector<std::int64_t> split(std::int64_t total_e4, const std::vector<std::int32_t>& percents_e4,
                                std::int64_t unit_e4);

}  // namespace dealbell::core
