#include "wire/event_values.hpp"

#include <algorithm>
#include <charconv>

#include "core/events/event_limits.hpp"
#include "wire/words.hpp"

namespace dealbell::wire {
namespace {

std::string cite(std::string_view text) {
  std::string out;
  append_json_string(out, text.substr(0, 40));
  return out;
}

Result<std::string> take_word(JsonCursor& json, std::string_view expected) {
  if (json.kind() == JsonKind::string) return json.take_string();
  return unexpected(json, expected);
}

constexpr Word<core::Operation> operation_words[] = {
    {"create", core::Operation::create},
    {"change", core::Operation::change},
    {"delete", core::Operation::remove},
};

Error not_one_of(std::string_view word, std::string_view expected) {
  return error(Errc::bad_value, cite(word) + " is not known: expected " + std::string(expected));
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
  return core::check_event_id(id);
}

Result<> take_currency(JsonCursor& json, std::string& code) {
  auto text = take_word(json, "a currency code such as \"EUR\"");
  if (!text) return text.error();
  auto read = core::read_currency(*text);
  if (!read) return read.error();
  code = std::move(*read);
  return {};
}

Result<> take(JsonCursor& json, std::string& text) {
  if (json.kind() != JsonKind::string) return unexpected(json, "text");
  text = json.take_string();
  return core::check_event_text(text);
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
  status = core::deal_status(*text);
  return {};
}

Result<> take(JsonCursor& json, core::ActivityStatus& status) {
  constexpr auto expected = "planned, done or deleted";
  auto text = take_word(json, expected);
  if (!text) return text.error();
  const auto known = core::activity_status(*text);
  if (!known) return not_one_of(*text, expected);
  status = *known;
  return {};
}

Result<> take(JsonCursor& json, core::Operation& operation) {
  constexpr auto expected = "create, change or delete";
  auto text = take_word(json, expected);
  if (!text) return text.error();
  const auto* known = find(operation_words, *text);
  if (!known) return not_one_of(*text, expected);
  operation = *known;
  return {};
}

Result<> take(JsonCursor& json, std::int32_t& percent_e4) {
  auto text = take_decimal(json, "a percentage from 0 to 100 with at most four decimals");
  if (!text) return text.error();
  const auto read = core::read_percent(*text);
  if (!read) return read.error();
  percent_e4 = *read;
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

Result<> take(JsonCursor& json, TimeOrDay& when) {
  auto text = take_word(json, "a time such as \"2026-11-23T09:30:00Z\" or a date");
  if (!text) return text.error();
  auto parsed = parse_time_or_day(*text);
  if (!parsed) return parsed.error();
  when = *parsed;
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
void put(JsonWriter& json, core::DealStatus status) { json.value(core::word_of(status)); }
void put(JsonWriter& json, core::ActivityStatus status) { json.value(core::word_of(status)); }
void put(JsonWriter& json, std::int32_t percent_e4) {
  json.raw(core::format_amount(percent_e4, 0));
}
void put(JsonWriter& json, std::int64_t whole) { json.value(whole); }
void put(JsonWriter& json, bool flag) { json.value(flag); }
void put(JsonWriter& json, TimeOrDay when) { json.value(format_time_or_day(when)); }
void put(JsonWriter& json, Day day) { json.value(format_day(day)); }

}  // namespace dealbell::wire
