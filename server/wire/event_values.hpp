#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"
#include "wire/json_cursor.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::wire {

using core::NamedAmounts;

// Reads each type of value from checked JSON, and writes it. take() consumes the value only when it
// succeeds; its error has a pointer relative to the value (not "" only for values with parts:
// credits and named amounts).

Result<> take_id(JsonCursor& json, std::string& id);
Result<> take_currency(JsonCursor& json, std::string& code);

Result<> take(JsonCursor& json, std::string& text);
Result<> take(JsonCursor& json, core::Amount& amount);
Result<> take(JsonCursor& json, core::DealStatus& status);
Result<> take(JsonCursor& json, core::ActivityStatus& status);
Result<> take(JsonCursor& json, core::Operation& operation);
Result<> take(JsonCursor& json, std::int32_t& percent_e4);
Result<> take(JsonCursor& json, std::int64_t& whole);
Result<> take(JsonCursor& json, bool& flag);
Result<> take(JsonCursor& json, Instant& instant);
Result<> take(JsonCursor& json, TimeOrDay& when);
Result<> take(JsonCursor& json, Day& day);
Result<> take(JsonCursor& json, std::vector<core::CreditShare>& credits);
Result<> take(JsonCursor& json, NamedAmounts& amounts);

// The text of a decimal, from a JSON number or a JSON string, without conversion to a double.
Result<std::string> take_decimal(JsonCursor& json, std::string_view expected);

void put(JsonWriter& json, const std::string& text);
void put(JsonWriter& json, core::Amount amount);
void put(JsonWriter& json, core::DealStatus status);
void put(JsonWriter& json, core::ActivityStatus status);
void put(JsonWriter& json, std::int32_t percent_e4);
void put(JsonWriter& json, std::int64_t whole);
void put(JsonWriter& json, bool flag);
void put(JsonWriter& json, TimeOrDay when);
void put(JsonWriter& json, Day day);
void put(JsonWriter& json, const std::vector<core::CreditShare>& credits);
void put(JsonWriter& json, const NamedAmounts& amounts);

// A member's name as a step of a JSON pointer (RFC 6901).
std::string pointer_step(std::string_view name);

// Returns `taken`; on failure with `name` in front of its pointer.
Result<> inside(std::string_view name, Result<> taken);

// A wrong_type error that names what was expected ("an amount such as \"12.50\"") and what was
// found.
Error unexpected(const JsonCursor& json, std::string_view expected);

}  // namespace dealbell::wire
