#include "wire/org/org_reader.hpp"

#include "base/suggest.hpp"
#include "core/measures/measure.hpp"

namespace dealbell::wire {
namespace {

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text.substr(0, 100)) + "\"";
}

std::string meant(std::string_view typed, std::span<const std::string_view> known) {
  const auto word = nearest(typed, known);
  return word.empty() ? std::string{} : ": did you mean " + in_quotes(word) + "?";
}

}  // namespace

bool is_currency(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_slug(std::string_view text, char also) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 40 && lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return lower(c) || (c >= '0' && c <= '9') || c == '_' || c == also;
         });
}

Result<> take_key(JsonCursor& json, std::string& key) {
  auto taken = take(json, key);
  if (taken && key.empty()) return error(Errc::bad_value, "this must not be empty");
  return taken;
}

void OrgReader::require(bool given, const char* key, const std::string& at) {
  if (!given)
    in.add_error(Errc::missing, "\"" + std::string(key) + "\" is missing", at + "/" + key);
}

void OrgReader::claim(Claims& claims, const std::string& key, const std::string& id,
                      const std::string& at) {
  const auto [first, fresh] = claims.keys.try_emplace(key, Claims::Claim{at, id});
  if (!fresh) add_error(in_quotes(key) + " is already used at " + first->second.at, at);
}

void OrgReader::check_reference(const Claims& claims, const std::string& id,
                                const std::string& at) {
  if (id.empty() || claims.keys.empty() || claims.has_id(id) || in.full()) return;
  const auto what = std::string(claims.what);
  if (const auto alias = claims.keys.find(id); alias != claims.keys.end())
    return add_error(in_quotes(id) + " is an alias: write the id of the " + what + ", " +
                         in_quotes(alias->second.id),
                     at);
  std::vector<std::string_view> ids;
  for (const auto& [key, claim] : claims.keys)
    if (claim.id == key) ids.push_back(key);
  std::ranges::sort(ids);  // so that the suggestion is always the same
  add_error("there is no " + what + " with the id " + in_quotes(id) + meant(id, ids), at);
}

void OrgReader::check_measure(const std::string& name, const std::string& at) {
  if (name.empty() || in.full()) return;
  std::vector<std::string_view> names;
  for (const auto& measure : core::measures()) names.push_back(measure.name);
  for (const auto& own : org.measures) names.push_back(own.id);
  if (std::ranges::find(names, name) == names.end())
    add_error("there is no measure " + in_quotes(name) + meant(name, names), at);
}

void OrgReader::check_target(const std::string& name, const std::string& at) {
  if (const auto* measure = core::find_measure(name); measure && measure->targeted)
    add_error(
        name +
            " is about a quota itself: name the measure that the quota is for, such as won_amount",
        at);
  else
    check_measure(name, at);
}

void OrgReader::check_order(const std::optional<Day>& from, const std::optional<Day>& to,
                            const std::string& at) {
  if (from && to && *to <= *from)
    add_error("\"to\" is exclusive (the first day after) and must be later than \"from\"",
              at + "/to");
}

void OrgReader::day(JsonCursor json, const std::string& at, std::optional<Day>& day) {
  if (json.kind() != JsonKind::null && !in.value(json, at, day.emplace())) day.reset();
}

void OrgReader::whole(JsonCursor json, const std::string& at, int low, int high,
                      std::optional<int>& number) {
  std::int64_t value = 0;
  if (json.kind() == JsonKind::null || !in.value(json, at, value)) return;
  if (value < low || value > high)
    return add_error(
        "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high), at);
  number = static_cast<int>(value);
}

void OrgReader::currency(JsonCursor json, const std::string& at, std::string& code) {
  if (in.value(json, at, code) && !is_currency(code))
    add_error("expected three upper-case letters such as EUR", at);
}

void OrgReader::texts(JsonCursor json, const std::string& at, std::size_t most,
                      std::vector<std::string>& texts) {
  in.elements(json, at, most, [&](JsonCursor element, const std::string& text_at) {
    in.value(element, text_at, texts.emplace_back(), take_key);
  });
}

}  // namespace dealbell::wire
