#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/events/event.hpp"
#include "core/facts/history.hpp"

namespace dealbell::core {

// A credit as stored: the person is still the raw key.
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
  Register<std::optional<Instant>> at;
  Register<ActivityStatus> status;
  Register<std::optional<std::int64_t>> duration_s;
  Register<bool> automatic;
};

// Everything events have said of a deal, in raw keys. Which event arrived first makes no
// difference.
struct Deal {
  Name source = no_name, id = no_name;
  History<DealStatus> status;
  History<Name> stage, owner;
  History<std::optional<Amount>> amount;
  Register<std::string> title, lost_reason;
  Register<Name> currency, team, pipeline, product, region, lead_source, customer, kind, forecast;
  Register<std::optional<std::int32_t>> probability_e4;
  Register<std::optional<Instant>> created_at, closed_at;
  Register<std::optional<Day>> close_date;
  Register<std::optional<std::vector<RawCredit>>> credits;
  struct NamedAmount {
    Name name = no_name;
    Register<std::optional<Amount>> amount;
  };
  std::vector<NamedAmount> amounts;        // by name's text
  Register<std::optional<Instant>> first_create;  // the earliest event whose operation creates the deal
  // Those that name this deal; the floor keeps the links.
  std::vector<const Refund*> refunds;
  std::vector<const Activity*> activities;
};

// Merges one event into the entity it is about. Any order, any repetition.
void merge(Deal& deal, const DealEvent& event, StampId stamp, const Stamps& stamps, Names& names);
void merge(Refund& refund, const RefundEvent& event, StampId stamp, const Stamps& stamps,
           Names& names);
void merge(Activity& activity, const ActivityEvent& event, StampId stamp, const Stamps& stamps,
           Names& names);

// created_at, else when the event that said it creates the deal happened; nullopt when none did.
std::optional<Instant> created_time(const Deal& deal);

// When the activity was done; nullopt for one that was not.
std::optional<Instant> done_time(const Activity& activity, const Stamps& stamps);

}  // namespace dealbell::core
