#include "core/events/event_limits.hpp"
#include "core/values/percent.hpp"

#include <algorithm>
#include <utility>

namespace dealbell::core {
namespace {

constexpr std::pair<std::string_view, DealStatus> deal_words[] = {
    {"open", DealStatus::open},       {"won", DealStatus::won},         {"lost", DealStatus::lost},
    {"deleted", DealStatus::deleted}, {"unknown", DealStatus::unknown},
};
constexpr std::pair<std::string_view, ActivityStatus> activity_words[] = {
    {"planned", ActivityStatus::planned},
    {"done", ActivityStatus::done},
    {"deleted", ActivityStatus::deleted},
};

std::string cite(std::string_view text) { return "\"" + std::string(text.substr(0, 40)) + "\""; }

}  // namespace

Result<> check_event_id(std::string_view id) {
  if (id.empty() || id.size() > event_id_bytes_max)
    return error(Errc::bad_value,
                 "an id has 1 to 200 bytes, this one has " + std::to_string(id.size()));
  const bool control = std::any_of(id.begin(), id.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (control) return error(Errc::bad_value, "an id must not have control characters");
  return {};
}

Result<> check_event_text(std::string_view text) {
  if (text.size() > event_text_bytes_max)
    return error(Errc::bad_value,
                 "at most 1000 bytes of text, this has " + std::to_string(text.size()));
  if (text.find('\0') != std::string_view::npos)
    return error(Errc::bad_value, "text must not have a NUL character");
  return {};
}

Result<std::string> read_currency(std::string_view text) {
  std::string code(text);
  for (auto& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool letters =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code.empty() || (letters && code.size() == 3)) return code;
  return error(Errc::bad_value,
               cite(code) + " is not a currency code: expected three letters such as EUR");
}

Result<std::int32_t> read_percent(std::string_view text) {
  const auto parsed = parse_amount(text);
  if (parsed && parsed->e4 >= 0 && parsed->e4 <= hundred_percent_e4)
    return static_cast<std::int32_t>(parsed->e4);
  return error(Errc::bad_value,
               cite(text) + " is not a percentage from 0 to 100 with at most four decimals");
}

bool is_amount_name(std::string_view name) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && name.size() <= amount_name_bytes_max && lower(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; });
}

DealStatus deal_status(std::string_view word) {
  for (const auto& [text, status] : deal_words)
    if (text == word) return status;
  return DealStatus::unknown;
}

std::string_view word_of(DealStatus status) {
  return std::ranges::find(deal_words, status, [](const auto& w) { return w.second; })->first;
}

std::optional<ActivityStatus> activity_status(std::string_view word) {
  for (const auto& [text, status] : activity_words)
    if (text == word) return status;
  return std::nullopt;
}

std::string_view word_of(ActivityStatus status) {
  return std::ranges::find(activity_words, status, [](const auto& w) { return w.second; })->first;
}

}  // namespace dealbell::core
