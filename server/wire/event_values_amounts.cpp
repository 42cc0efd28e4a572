#include <algorithm>

#include "core/events/event_limits.hpp"
#include "wire/event_values.hpp"

namespace dealbell::wire {
Result<> take(JsonCursor& json, NamedAmounts& amounts) {
  if (json.kind() != JsonKind::object)
    return unexpected(json, "amounts by name such as {\"arr\":\"1200.00\",\"margin\":null}");
  auto walked = json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    if (amounts.size() == core::event_amounts_max)
      return error(Errc::bad_value, "at most 20 amounts");
    const auto at = name.substr(0, core::amount_name_bytes_max);
    if (!core::is_amount_name(name))
      return inside(at, error(Errc::bad_value,
                              "an amount's name has 1 to 40 of a-z, 0-9 and _, a letter first"));
    const auto place = std::ranges::lower_bound(
        amounts, name, {}, [](const auto& named) -> std::string_view { return named.first; });
    if (place != amounts.end() && place->first == name)
      return inside(at, error(Errc::bad_value, "this amount is given twice"));
    std::optional<core::Amount> amount;
    if (value.kind() == JsonKind::null)
      value.take_null();
    else if (auto taken = take(value, amount.emplace()); !taken)
      return inside(at, std::move(taken));
    amounts.insert(place, {std::string(name), amount});
    return {};
  });
  return walked;
}

void put(JsonWriter& json, const NamedAmounts& amounts) {
  json.begin_object();
  for (const auto& [name, amount] : amounts) {
    json.key(name);
    if (amount)
      put(json, *amount);
    else
      json.null();
  }
  json.end_object();
}

}  // namespace dealbell::wire
