#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/log_position.hpp"
#include "base/time_or_day.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// What an event says about a field: absent (unchanged), null (cleared), or a value.
template <class T>
using Patch = std::optional<std::optional<T>>;

enum class DealStatus : std::uint8_t { unknown, open, won, lost, deleted };
enum class ActivityStatus : std::uint8_t { planned, done, deleted };
enum class Role : std::uint8_t { revenue, overlay };

// A person's dated share of a deal. Percent in ten-thousandths of a percent: 60 % is 600'000.
struct CreditShare {
  std::string person;  // raw key as sent by the source
  std::int32_t percent_e4 = 0;
  Role role = Role::revenue;
  friend bool operator==(const CreditShare&, const CreditShare&) = default;
};

// Additional amounts of a deal by name ("arr", "margin"), in the deal's currency; nullopt clears
// one. Sorted by name, without duplicates.
using NamedAmounts = std::vector<std::pair<std::string, std::optional<Amount>>>;

// Fields contain raw keys as sent by the source. What they mean is decided by the org document when
// state is computed.
struct DealEvent {
  std::string id;
  Patch<std::string> title, currency, stage, owner, team, pipeline, product, region, lead_source,
      customer, kind, forecast, lost_reason;
  Patch<Amount> amount;
  Patch<DealStatus> status;            // null and unrecognised words are `unknown`
  Patch<std::int32_t> probability_e4;  // ten-thousandths of a percent, 0 to 1'000'000
  Patch<TimeOrDay> created_at, closed_at;
  Patch<Day> close_date;
  Patch<std::vector<CreditShare>> credits;
  NamedAmounts amounts;
};

struct ActivityEvent {
  std::string id;
  Patch<std::string> kind, person, team, deal, outcome;
  Patch<TimeOrDay> at;
  Patch<ActivityStatus> status;
  Patch<std::int64_t> duration_s;
  Patch<bool> automatic;
};

struct RefundEvent {
  std::string id;
  Patch<std::string> deal, currency;
  Patch<Amount> amount;
  Patch<Day> date;
  bool deleted = false;
};

enum class Operation : std::uint8_t { create, change, remove };

// Something that happened in a CRM, in our normalised format.
struct Event {
  std::string source;  // the configured sender; ids and keys are unique only within it
  std::string id;      // unique within the source, 1 to 200 bytes
  std::optional<Instant> occurred_at;
  Instant received_at;
  Operation operation = Operation::change;
  std::optional<std::int64_t> order;  // the source's own sequence within one millisecond
  bool quiet = false;                 // from an import, a merge or a bulk edit: never celebrated
  std::variant<DealEvent, ActivityEvent, RefundEvent> what;
};

// The time by which the event is merged: occurred_at; or received_at if occurred_at is absent or
// later. Nothing happens after it was received, so the clock of its sender is ahead, and an event
// that came later must not lose against it.
Instant merge_time(const Event& event);
// How far occurred_at is after received_at; 0 if it is not. Orders what one sender sent at once.
std::chrono::milliseconds ahead(const Event& event);

}  // namespace dealbell::core
