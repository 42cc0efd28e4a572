#pragma once

#include <array>
#include <span>
#include <string_view>

namespace dealbell::core {

// The people, teams, products and words of the demo office. All invented.
struct DemoPerson {
  std::string_view id;
  std::string_view name;
  std::string_view team;
  int skill;  // share of the office's wins, relative to the others
};

struct DemoTeam {
  std::string_view id;
  std::string_view name;
};

struct DemoProduct {
  std::string_view id;
  std::string_view name;
  int weight;     // share of deals, relative to the others
  int price_min;  // whole euros
  int price_max;
  int cycle_days_min;  // from first contact to the decision
  int cycle_days_max;
};

std::span<const DemoPerson> demo_people();
std::span<const DemoTeam> demo_teams();
std::span<const DemoProduct> demo_products();
std::span<const std::string_view> demo_customers();
std::span<const std::string_view> demo_lead_sources();
std::span<const std::string_view> demo_regions();
std::span<const std::string_view> demo_lost_reasons();

// The stages of an open deal, in order.
inline constexpr std::array<std::string_view, 4> demo_stages = {"qualification", "discovery",
                                                                "proposal", "negotiation"};

}  // namespace dealbell::core
