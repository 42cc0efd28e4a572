#include <algorithm>

#include "wire/event_values.hpp"

namespace dealbell::wire {
namespace {

constexpr std::size_t credits_max =
    50;  // far more than deals are split in practice, or a wall could show
constexpr std::int64_t hundred_percent_e4 = 1'000'000;

Result<> take(JsonCursor& json, core::Role& role) {
  if (json.kind() != JsonKind::string) return unexpected(json, "a role: revenue or overlay");
  const auto word = json.take_string();
  if (word != "revenue" && word != "overlay")
    return error(Errc::bad_value, "a role is revenue or overlay");
  role = word == "overlay" ? core::Role::overlay : core::Role::revenue;
  return {};
}

Result<> take(JsonCursor& json, core::CreditShare& share) {
  if (json.kind() != JsonKind::object) return unexpected(json, "a credit as an object");
  bool person = false, percent = false;
  auto walked = json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    Result<> taken;
    if (name == "person") {
      taken = wire::take(value, share.person);
      person = true;
    } else if (name == "percent") {
      taken = wire::take(value, share.percent_e4);
      percent = true;
    } else if (name == "role") {
      taken = take(value, share.role);
    } else {
      value.take_raw();
    }
    return inside(name, std::move(taken));
  });
  if (!walked) return walked;
  if (!person || share.person.empty())
    return error(Errc::missing, "a credit needs a person", "/person");
  if (!percent) return error(Errc::missing, "a credit needs a percent", "/percent");
  return {};
}

Result<> check(const std::vector<core::CreditShare>& credits) {
  std::int64_t revenue_e4 = 0;
  for (std::size_t i = 0; i < credits.size(); ++i) {
    const auto& share = credits[i];
    if (share.role == core::Role::revenue) revenue_e4 += share.percent_e4;
    const auto seen = std::any_of(credits.begin(), credits.begin() + static_cast<std::ptrdiff_t>(i),
                                  [&](const auto& other) { return other.person == share.person; });
    if (seen)
      return error(Errc::bad_value, "this person has a credit already",
                   "/" + std::to_string(i) + "/person");
  }
  if (revenue_e4 > hundred_percent_e4)
    return error(Errc::bad_value, "the revenue credits add up to " +
                                      core::format_amount(revenue_e4, 0) +
                                      " %, which is more than 100 %");
  return {};
}

}  // namespace

Result<> take(JsonCursor& json, std::vector<core::CreditShare>& credits) {
  if (json.kind() != JsonKind::array) return unexpected(json, "an array of credits");
  auto walked = json.take_array([&](JsonCursor& element) -> Result<> {
    if (credits.size() == credits_max) return error(Errc::bad_value, "at most 50 credits");
    auto& share = credits.emplace_back();
    return inside(std::to_string(credits.size() - 1), take(element, share));
  });
  return walked ? check(credits) : walked;
}

void put(JsonWriter& json, const std::vector<core::CreditShare>& credits) {
  json.begin_array();
  for (const auto& share : credits) {
    json.begin_object().member("person", share.person);
    json.member("percent", core::format_amount(share.percent_e4, 0));
    if (share.role == core::Role::overlay) json.member("role", "overlay");
    json.end_object();
  }
  json.end_array();
}

}  // namespace dealbell::wire
