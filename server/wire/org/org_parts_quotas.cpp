#include "core/calendar/calendar.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

// Reads quotas and forecasts: an amount for a person, a team or the office in a period of the
// document's own calendar.
class TargetReader {
 public:
  explicit TargetReader(OrgReader& r) : r_(r), calendar_(calendar_of(r.org.calendar)) {}

  template <class Target>
  void read(Key key, JsonCursor value, const std::string& at, Target& target) {
    if (key == "period") read_period(value, at, target.period);
    if (key == "person" && r_.in.value(value, at, target.person, take_id))
      r_.check_reference(r_.people, target.person, at);
    if (key == "team" && r_.in.value(value, at, target.team, take_id))
      r_.check_reference(r_.teams, target.team, at);
    if (key == "amount") amount_ = r_.in.value(value, at, target.amount), has_amount_ = true;
  }

  // False if the amount is not a number, which was reported already.
  template <class Target>
  bool complete(const Target& target, const std::string& at) {
    r_.require(!target.period.empty(), "period", at);
    r_.require(has_amount_, "amount", at);
    if (!target.person.empty() && !target.team.empty())
      r_.add_error("name a person or a team, not both; with neither it is for the office", at);
    return amount_;
  }

  template <class Target>
  void claim_once(const Target& target, std::string what, const std::string& at) {
    what.append(" ").append(target.period).append(" of ");
    if (!target.person.empty())
      what.append("person ").append(target.person);
    else if (!target.team.empty())
      what.append("team ").append(target.team);
    else
      what.append("the office");
    r_.claim(claims_, what, "", at);
  }

  const std::optional<core::Period>& period() const { return period_; }
  void next() { amount_ = has_amount_ = false, period_.reset(); }

 private:
  // Periods are made of days; their zone does not matter here.
  static core::Calendar calendar_of(core::CalendarRules rules) {
    rules.zone.clear();
    return core::Calendar::create(std::move(rules)).value();
  }

  void read_period(JsonCursor json, const std::string& at, std::string& key) {
    if (!r_.in.value(json, at, key)) return;
    const auto parsed = calendar_.parse_period(key);
    if (parsed)
      period_ = *parsed;
    else
      r_.add_error(parsed.error().message, at);
  }

  OrgReader& r_;
  core::Calendar calendar_;
  Claims claims_{"target"};
  bool amount_ = false, has_amount_ = false;
  std::optional<core::Period> period_;
};

template <class Target>
void put_owner(Json& json, const Target& target) {
  if (!target.person.empty()) json["person"] = target.person;
  if (!target.team.empty()) json["team"] = target.team;
  json["amount"] = short_decimal(target.amount.e4);
}

void check_inside(OrgReader& r, Day day, const core::Period& period, const std::string& at) {
  if (day >= period.from && day < period.to) return;
  std::string message = "this day is not in the period, which is from ";
  message.append(format_day(period.from)).append(" to ");
  message.append(format_day(period.to - std::chrono::days{1}));
  r.add_error(std::move(message), at);
}

}  // namespace

void read_quotas(OrgReader& r, JsonCursor json, const std::string& at) {
  TargetReader target(r);
  r.in.elements(json, at, quotas_max, [&](JsonCursor element, const std::string& quota_at) {
    core::Quota quota;
    target.next();
    r.in.members(element, quota_at, quota_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   target.read(key, value, key_at, quota);
                   if (key == "measure" && r.in.value(value, key_at, quota.measure))
                     r.check_target(quota.measure, key_at);
                   if (key == "from") r.day(value, key_at, quota.from);
                 });
    if (target.complete(quota, quota_at) && quota.amount.e4 <= 0)
      r.add_error("a quota must be more than zero", quota_at + "/amount");
    auto what = quota.measure;
    if (const auto& period = target.period(); period && quota.from) {
      check_inside(r, *quota.from, *period, quota_at + "/from");
      if (*quota.from != period->from) what.append(" from ").append(format_day(*quota.from));
    }
    target.claim_once(quota, what, quota_at);
    r.org.quotas.push_back(std::move(quota));
  });
}

Json write_quotas(const core::Org& org) {
  return write_list(org.quotas, [](const core::Quota& quota) {
    Json json{{"measure", quota.measure}, {"period", quota.period}};
    if (quota.from) json["from"] = format_day(*quota.from);
    put_owner(json, quota);
    return json;
  });
}

void read_forecasts(OrgReader& r, JsonCursor json, const std::string& at) {
  TargetReader target(r);
  r.in.elements(json, at, forecasts_max, [&](JsonCursor element, const std::string& forecast_at) {
    core::Forecast forecast;
    target.next();
    r.in.members(element, forecast_at, forecast_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   target.read(key, value, key_at, forecast);
                 });
    if (target.complete(forecast, forecast_at) && forecast.amount.e4 < 0)
      r.add_error("a forecast must not be negative", forecast_at + "/amount");
    target.claim_once(forecast, "the forecast", forecast_at);
    r.org.forecasts.push_back(std::move(forecast));
  });
}

Json write_forecasts(const core::Org& org) {
  return write_list(org.forecasts, [](const core::Forecast& forecast) {
    Json json{{"period", forecast.period}};
    put_owner(json, forecast);
    return json;
  });
}

}  // namespace dealbell::wire
