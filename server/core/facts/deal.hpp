#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/events/event.hpp"
#include "core/facts/history.hpp"

namespace dealbell::core {

// A credit with the person's raw key.
struct RawCredit {
  Name person = no_name;
  std::int32_t percent_e4 = 0;
  Role role = Role::revenue;
};

struct Refund {
  Name source = no_name, id = no_name;
  Register<Name> deal;
  Register<std::optional<Amount>> amount;
  Register<Name> currency;
  Register<std::optional<Day>> date;
  Register<bool> deleted;
};

struct Activity {
  Name source = no_name, id = no_name;
  Register<Name> kind, person, team, deal, outcome;
  Register<std::optional<TimeOrDay>> at;
  Register<ActivityStatus> status;
  Register<std::optional<std::int64_t>> duration_s;
  Register<bool> automatic;
};

// Everything events have said about a deal, merged, in raw keys. Independent of the order of
// arrival.
struct Deal {
  Name source = no_name, id = no_name;
  History<DealStatus> status;
  History<Name> stage, owner;
  History<std::optional<Amount>> amount;
  Register<std::string> title, lost_reason;
  Register<Name> currency, team, pipeline, product, region, lead_source, customer, kind, forecast;
  Register<std::optional<std::int32_t>> probability_e4;
  Register<std::optional<TimeOrDay>> created_at, closed_at;
  Register<std::optional<Day>> close_date;
  Register<std::optional<std::vector<RawCredit>>> credits;
  struct NamedAmount {
    Name name = no_name;
    Register<std::optional<Amount>> amount;
  };
  std::vector<NamedAmount> amounts;               // sorted by the text of the name
  Register<std::optional<Instant>> first_create;  // of the earliest event with Operation::create
  // The refunds and activities that name this deal; maintained by SalesState.
  std::vector<const Refund*> refunds;
  std::vector<const Activity*> activities;
};

// Merges one event into its entity. Events may be merged in any order and repeatedly.
void merge(Deal& deal, const DealEvent& event, StampId stamp, const Stamps& stamps, Names& names);
void merge(Refund& refund, const RefundEvent& event, StampId stamp, const Stamps& stamps,
           Names& names);
void merge(Activity& activity, const ActivityEvent& event, StampId stamp, const Stamps& stamps,
           Names& names);

// The refund's date, else the event that gave its amount; without an amount, the newest one. Its
// time of receipt decides whether the refund is late.
StampId dated_by(const Refund& refund);

}  // namespace dealbell::core
