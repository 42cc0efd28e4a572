#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/events/event.hpp"

namespace dealbell::core {

// Limits on the values of an event, for our own format as well as for mapped webhooks and imports.
// Errors are Errc::bad_value.

constexpr std::size_t event_id_bytes_max = 200;
constexpr std::size_t event_text_bytes_max = 1000;
constexpr std::size_t event_amounts_max = 20;  // what a CRM's deal page shows, and some more
constexpr std::size_t amount_name_bytes_max = 40;

// Ids of events and entities: 1 to 200 bytes, no control characters.
Result<> check_event_id(std::string_view id);

// At most 1,000 bytes, no NUL character.
Result<> check_event_text(std::string_view text);

// Three letters, converted to upper case. "" is returned unchanged and clears the field.
Result<std::string> read_currency(std::string_view text);

// Reads 0 to 100 with at most four decimals; the result is in ten-thousandths of a percent.
Result<std::int32_t> read_percent(std::string_view text);

// Whether a text is a valid name of an additional amount: [a-z][a-z0-9_]{0,39}.
bool is_amount_name(std::string_view name);

// DealStatus::unknown for an unrecognised word.
DealStatus deal_status(std::string_view word);
std::string_view word_of(DealStatus status);
std::optional<ActivityStatus> activity_status(std::string_view word);
std::string_view word_of(ActivityStatus status);

}  // namespace dealbell::core
