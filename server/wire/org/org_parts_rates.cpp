#include "base/decimal.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

constexpr int decimals = 10;
// Currencies of lower value do not last: they are redenominated.
constexpr std::int64_t rate_max_e10 = 100'000'000 * 10'000'000'000;

Result<> take_rate(JsonCursor& json, std::int64_t& per_e10) {
  auto text = take_decimal(json, "a rate such as \"1.0823\"");
  if (!text) return text.error();
  const auto parsed = parse_decimal(*text, decimals);
  if (!parsed)
    return error(Errc::bad_value, "\"" + text->substr(0, 40) +
                                      "\" is not a rate: expected digits with at most one point "
                                      "and ten decimals, as in 1.0823");
  if (*parsed <= 0 || *parsed > rate_max_e10)
    return error(Errc::bad_value, "a rate is more than zero and at most 100000000");
  per_e10 = *parsed;
  return {};
}

void read_sheet(OrgReader& r, JsonCursor json, const std::string& at, core::RateSheet& sheet) {
  std::optional<Day> from;
  r.in.members(json, at, rate_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "from") r.day(value, key_at, from);
    if (key == "base") r.currency(value, key_at, sheet.base);
    if (key != "per") return;
    r.in.named(value, key_at, currencies_max,
               [&](const std::string& name, JsonCursor rate, const std::string& rate_at) {
                 if (!is_currency(name))
                   r.add_error("expected a currency of three upper-case letters such as USD",
                               rate_at);
                 r.in.value(rate, rate_at, sheet.per_e10[name], take_rate);
               });
  });
  r.require(from.has_value(), "from", at);
  r.require(!sheet.base.empty(), "base", at);
  r.require(!sheet.per_e10.empty(), "per", at);
  if (sheet.per_e10.contains(sheet.base))
    r.add_error("a currency cannot have a rate to itself", at + "/per/" + sheet.base);
  sheet.from = from.value_or(Day{});
}

}  // namespace

void read_rates(OrgReader& r, JsonCursor json, const std::string& at) {
  auto& sheets = r.org.rates;
  Claims days{"sheet"};
  r.in.elements(json, at, rates_max, [&](JsonCursor element, const std::string& sheet_at) {
    auto& sheet = sheets.emplace_back();
    read_sheet(r, element, sheet_at, sheet);
    r.claim(days, sheet.base + " from " + format_day(sheet.from), "", sheet_at);
  });
  std::ranges::sort(sheets, {}, [](const core::RateSheet& sheet) {
    return std::pair<Day, std::string_view>(sheet.from, sheet.base);
  });
}

Json write_rates(const core::Org& org) {
  return write_list(org.rates, [](const core::RateSheet& sheet) {
    Json json{{"from", format_day(sheet.from)}, {"base", sheet.base}};
    for (const auto& [currency, per_e10] : sheet.per_e10)
      json["per"][currency] = format_decimal(per_e10, decimals);
    return json;
  });
}

}  // namespace dealbell::wire
