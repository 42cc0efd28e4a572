#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/events/event.hpp"
#include "core/org/org.hpp"

// What events mean, told plainly: sort, walk, remember. Written from the rules in DESIGN §5 and not
// from the code, to be compared with it.
namespace dealbell::test::naive {

template <class T>
struct Said {
  std::size_t order;  // its place among all events, in merge order
  Instant time;
  core::Operation operation;
  T value;
};
template <class T>
using Past = std::vector<Said<T>>;

struct Refund {
  std::string deal, currency;
  std::optional<core::Amount> amount;
  std::optional<Day> date;
  bool deleted = false;
};

struct Activity {
  std::string source, kind, person, team, deal;
  std::optional<Instant> at, status_said;
  core::ActivityStatus status = core::ActivityStatus::planned;
  std::optional<std::int64_t> duration_s;
  bool automatic = false;

  std::optional<Instant> done() const;
};

struct Deal {
  std::string source, id;
  bool told = false;       // some event was about it and said something
  bool by_stage = false;   // its present status is what its stage means
  bool copy = false;       // another deal once more, as the office decided
  bool held_back = false;  // its wins do not count: another source is the authority
  Past<core::DealStatus> statuses;
  Past<std::string> stages, owners;
  Past<std::optional<core::Amount>> amounts;
  std::string currency, team, pipeline, product, region, lead_source, customer, kind, forecast;
  std::optional<std::int32_t> probability_e4;
  std::optional<Instant> created_at, closed_at;
  std::optional<Day> close_date;
  std::optional<std::vector<core::CreditShare>> credits;
  std::map<std::string, std::optional<core::Amount>> named;
  std::vector<const Refund*> refunds;
  std::vector<const Activity*> activities;

  core::DealStatus status() const;
  bool closed() const;
  const Said<core::DealStatus>& run() const;  // the first word of the present unbroken status
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
