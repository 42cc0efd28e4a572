#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/events/event.hpp"
#include "core/org/org.hpp"

// A naive implementation of what events mean: sort them and apply them in order. Written from the
// rules and not from the code, to be compared with it.
namespace dealbell::test::naive {

template <class T>
struct Change {
  std::size_t order;  // position among all events, in merge order
  Instant time;
  core::Operation operation;
  T value;
};
template <class T>
using Changes = std::vector<Change<T>>;

struct Refund {
  std::string deal, currency;
  std::optional<core::Amount> amount;
  std::optional<Day> date;
  std::optional<Instant> amount_told;  // when the event that gave the amount happened
  Instant last_told;                   // the last event
  bool deleted = false;
};

struct Activity {
  std::string source, kind, person, team, deal;
  std::optional<Instant> at, status_time;
  core::ActivityStatus status = core::ActivityStatus::planned;
  std::optional<std::int64_t> duration_s;
  bool automatic = false;
  bool has_fields = false;  // an event said more than its id

  std::optional<Instant> done() const;
};

struct Deal {
  std::string source, id;
  bool has_own_events = false;   // some event was about the deal itself
  bool by_stage = false;         // the current status is derived from the stage
  bool copy = false;             // the admin decided that it is a copy
  bool other_authority = false;  // its wins do not count: another source is the authority
  Changes<core::DealStatus> statuses;
  Changes<std::string> stages, owners;
  Changes<std::optional<core::Amount>> amounts;
  std::string currency, team, pipeline, product, region, lead_source, customer, kind, forecast;
  std::optional<std::int32_t> probability_e4;
  std::optional<Instant> created_at, closed_at;
  Instant closed_at_told;  // when the event that gave closed_at happened
  Instant as_of;           // when the office last received anything
  std::optional<Day> close_date;
  std::optional<std::vector<core::CreditShare>> credits;
  std::map<std::string, std::optional<core::Amount>> named;
  std::vector<const Refund*> refunds;
  std::vector<const Activity*> activities;

  core::DealStatus status() const;
  bool closed() const;
  const Change<core::DealStatus>& run() const;  // the change that began the current status
  Instant closed_time() const;
  std::optional<Instant> created_time() const;
  std::optional<core::Amount> amount() const;
  std::string stage() const;
  std::string credited_owner() const;
};

struct State {
  std::map<std::pair<std::string, std::string>, Deal> deals;  // by source and id
  std::map<std::pair<std::string, std::string>, Refund> refunds;
  std::map<std::pair<std::string, std::string>, Activity> activities;
};

State state_of(std::vector<core::Event> history, const core::Org& org);

// The document's pipeline and stage of these keys, nullptr for none.
const core::OrgPipeline* pipeline_of(const core::Org& org, const std::string& raw);
const core::OrgStage* stage_of(const core::Org& org, const Deal& deal, const std::string& raw);

}  // namespace dealbell::test::naive
