#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::wire {

// The native event format, ⇄ core::Event. Fields, limits and their errors:
//   ids            1 to 200 bytes, no control characters; required
//   other text     at most 1,000 bytes; "" clears the field like null
//   amount         decimal text, or a JSON number, of which the text is read; no exponent, at most
//                  four decimals
//   amounts        further amounts by name, [a-z][a-z0-9_]{0,39}, at most 20; null clears one
//   currency       three letters, converted to upper case
//   probability    0 to 100, at most four decimals
//   occurred_at    RFC 3339 with a zone; required
//   other times    the same, or a date: see TimeOrDay
//   credits        at most 50, each person once, revenue shares together at most 100 %
//
// An unknown deal status is DealStatus::unknown. Status "deleted" and operation "delete" mean the
// same and imply each other. Unknown fields are ignored, a known field given twice is an error.
// Errors have a JSON pointer relative to the event.

enum class BodyKind { json, ndjson, detect };

// One event of a body, in the order of the body.
struct ParsedItem {
  std::size_t index = 0;
  Result<core::Event> event;
  std::string_view raw;  // its text, inside the body
};

struct ParsedBatch {
  std::vector<ParsedItem> items;
};

// A 32 MB body of ordinary events has fewer; without a limit, a body of commas would need gigabytes
// of memory.
constexpr std::size_t events_per_body_max = 50'000;

// Reads one object, an array of objects, or NDJSON (blank lines are skipped). Every item is an
// event or an error. If JSON does not parse, the whole body is an Error; in NDJSON only that line
// is. `body` must outlive the result.
Result<ParsedBatch> parse_events(std::string_view body, BodyKind kind, std::string_view source,
                                 Instant received_at);

// Canonical compact JSON without source and received_at: equal events have equal texts, and
// read_event(write_event(e)) is e if e is within the limits above.
std::string write_event(const core::Event& event);

// Reads what write_event wrote; occurred_at may be absent. Errc::corrupt on failure.
Result<core::Event> read_event(std::string_view body, std::string_view source, Instant received_at);

}  // namespace dealbell::wire
