#include "wire/event_values.hpp"

#include <algorithm>
#include <charconv>

#include "wire/words.hpp"

namespace dealbell::wire {
namespace {

constexpr std::size_t id_bytes_max = 200;
constexpr std::size_t text_bytes_max = 1000;
constexpr std::int32_t hundred_percent_e4 = 1'000'000;

std::string cite(std::string_view text) {
  std::string out;
  append_json_string(out, text.substr(0, 40));
  return out;
}

Result<std::string> take_word(JsonCursor& json, std::string_view expected) {
  if (json.kind() == JsonKind::string) return json.take_string();
  return unexpected(json, expected);
}

constexpr Word<core::DealStatus> deal_words[] = {
    {"open", core::DealStatus::open},       {"won", core::DealStatus::won},
    {"lost", core::DealStatus::lost},       {"deleted", core::DealStatus::deleted},
    {"unknown", core::DealStatus::unknown},
};
constexpr Word<core::ActivityStatus> activity_words[] = {
    {"planned", core::ActivityStatus::planned},
    {"done", core::ActivityStatus::done},
    {"deleted", core::ActivityStatus::deleted},
};
constexpr Word<core::Operation> operation_words[] = {
    {"create", core::Operation::create},
    {"change", core::Operation::change},
    {"delete", core::Operation::remove},
};

template <class Value, std::size_t n>
Result<> take_one_of(const Word<Value> (&words)[n], std::string_view expected, JsonCursor& json,
                     Value& value) {
  auto text = take_word(json, expected);
  if (!text) return text.error();
  const auto* found = find(words, *text);
  if (!found)
    return error(Errc::bad_value, cite(*text) + " is not known: expected " + std::string(expected));
  value = *found;
  return {};
}

}  // namespace

Result<std::string> take_decimal(JsonCursor& json, std::string_view expected) {
  if (json.kind() == JsonKind::number) return std::string(json.take_number());
  if (json.kind() == JsonKind::string) return json.take_string();
  return unexpected(json, expected);
}

std::string pointer_step(std::string_view name) {
  std::string step = "/";
  for (const char c : name) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

Result<> inside(std::string_view name, Result<> taken) {
  if (taken) return taken;
  auto failure = taken.error();
  failure.pointer.insert(0, pointer_step(name));
  return failure;
}

Error unexpected(const JsonCursor& json, std::string_view expected) {
  return error(Errc::wrong_type, "expected " + std::string(expected) + ", found " +
                                     std::string(in_words(json.kind())));
}

Result<> take_id(JsonCursor& json, std::string& id) {
  if (json.kind() != JsonKind::string) return unexpected(json, "an id as text");
  id = json.take_string();
  if (id.empty() || id.size() > id_bytes_max)
    return error(Errc::bad_value,
                 "an id has 1 to 200 bytes, this one has " + std::to_string(id.size()));
  const bool control = std::any_of(id.begin(), id.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (control) return error(Errc::bad_value, "an id must not have control characters");
  return {};
}

Result<> take_currency(JsonCursor& json, std::string& code) {
  auto text = take_word(json, "a currency code such as \"EUR\"");
  if (!text) return text.error();
  code = std::move(*text);
  for (auto& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool letters =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code.empty() || (letters && code.size() == 3)) return {};
  return error(Errc::bad_value,
               cite(code) + " is not a currency code: expected three letters such as EUR");
}

Result<> take(JsonCursor& json, std::string& text) {
  if (json.kind() != JsonKind::string) return unexpected(json, "text");
  text = json.take_string();
  if (text.size() > text_bytes_max)
    return error(Errc::bad_value,
                 "at most 1000 bytes of text, this has " + std::to_string(text.size()));
  if (text.find('\0') != std::string::npos)
    return error(Errc::bad_value, "text must not have a NUL character");
  return {};
}

Result<> take(JsonCursor& json, core::Amount& amount) {
  auto text = take_decimal(json, "an amount such as \"1234.50\"");
  if (!text) return text.error();
  auto parsed = core::parse_amount(*text);
  if (!parsed) return parsed.error();
  amount = *parsed;
  return {};
}

Result<> take(JsonCursor& json, core::DealStatus& status) {
  auto text = take_word(json, "a status: open, won, lost or deleted");
  if (!text) return text.error();
  const auto* known = find(deal_words, *text);
  status = known ? *known : core::DealStatus::unknown;
  return {};
}

Result<> take(JsonCursor& json, core::ActivityStatus& status) {
  return take_one_of(activity_words, "planned, done or deleted", json, status);
}

Result<> take(JsonCursor& json, core::Operation& operation) {
  return take_one_of(operation_words, "create, change or delete", json, operation);
}

Result<> take(JsonCursor& json, std::int32_t& percent_e4) {
  constexpr auto expected = "a percentage from 0 to 100 with at most four decimals";
  auto text = take_decimal(json, expected);
  if (!text) return text.error();
  const auto parsed = core::parse_amount(*text);
  if (!parsed || parsed->e4 < 0 || parsed->e4 > hundred_percent_e4)
    return error(Errc::bad_value, cite(*text) + " is not " + expected);
  percent_e4 = static_cast<std::int32_t>(parsed->e4);
  return {};
}

Result<> take(JsonCursor& json, std::int64_t& whole) {
  if (json.kind() != JsonKind::number) return unexpected(json, "a whole number");
  const auto text = json.take_number();
  const auto* end = text.data() + text.size();
  const auto [stop, ec] = std::from_chars(text.data(), end, whole);
  if (ec != std::errc{} || stop != end)
    return error(Errc::bad_value,
                 std::string(text.substr(0, 40)) + " is not a whole number of 64 bits");
  return {};
}

Result<> take(JsonCursor& json, bool& flag) {
  if (json.kind() != JsonKind::boolean) return unexpected(json, "true or false");
  flag = json.take_boolean();
  return {};
}

Result<> take(JsonCursor& json, Instant& instant) {
  auto text = take_word(json, "a time such as \"2026-11-23T09:30:00Z\"");
  if (!text) return text.error();
  auto parsed = parse_instant(*text);
  if (!parsed) return parsed.error();
  instant = *parsed;
  return {};
}

Result<> take(JsonCursor& json, Day& day) {
  auto text = take_word(json, "a date such as \"2026-11-23\"");
  if (!text) return text.error();
  auto parsed = parse_day(*text);
  if (!parsed) return parsed.error();
  day = *parsed;
  return {};
}

void put(JsonWriter& json, const std::string& text) { json.value(text); }
void put(JsonWriter& json, core::Amount amount) { json.value(core::format_amount(amount.e4)); }
void put(JsonWriter& json, core::DealStatus status) { json.value(text_of(deal_words, status)); }
void put(JsonWriter& json, core::ActivityStatus status) {
  json.value(text_of(activity_words, status));
}
void put(JsonWriter& json, std::int32_t percent_e4) {
  json.raw(core::format_amount(percent_e4, 0));
}
void put(JsonWriter& json, std::int64_t whole) { json.value(whole); }
void put(JsonWriter& json, bool flag) { json.value(flag); }
void put(JsonWriter& json, Instant instant) { json.value(format_instant(instant)); }
void put(JsonWriter& json, Day day) { json.value(format_day(day)); }

}  // namespace dealbell::wire
