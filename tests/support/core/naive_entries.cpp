#include "support/core/naive_entries.hpp"

#include <algorithm>

namespace dealbell::test::naive {

using core::Base;
using core::DealStatus;
using core::Sum;

std::int64_t half_even(Sum numerator, Sum denominator) {
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  auto whole = numerator / denominator;
  const auto twice = numerator % denominator * 2;
  if (twice > denominator || (twice == denominator && whole % 2 == 1)) ++whole;
  return static_cast<std::int64_t>(negative ? -whole : whole);
}

std::string small(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return text;
}

namespace {

std::string canonical(const core::Words& words, const std::string& raw) {
  for (const auto& [ours, theirs] : words)
    if (std::find(theirs.begin(), theirs.end(), raw) != theirs.end()) return ours;
  return raw;
}

// Shares of a total: whole units, what is left over by largest remainder, then in order.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<std::int32_t>& percents,
                                     std::int64_t unit) {
  const auto units = std::abs(total) / unit;
  std::vector<std::int64_t> parts;
  std::vector<std::pair<Sum, std::size_t>> rests;
  Sum promised = 0, given = 0;
  for (const auto percent : percents) {
    const auto exact = Sum{units} * percent;
    promised += exact;
    parts.push_back(static_cast<std::int64_t>(exact / 1'000'000));
    given += parts.back();
    rests.push_back({-(exact % 1'000'000), rests.size()});
  }
  std::sort(rests.begin(), rests.end());
  const auto to_give = (promised * 2 + 1'000'000) / 2'000'000;  // half up
  for (std::size_t i = 0; given < to_give; ++i, ++given) ++parts[rests[i].second];
  for (auto& part : parts) part *= total < 0 ? -unit : unit;
  return parts;
}

}  // namespace

std::optional<Reader::Rate> Reader::rate(const std::string& currency,
                                         std::optional<Day> day) const {
  if (currency == org_.currency) return Rate{1, 1};
  std::optional<Rate> newest;
  for (const auto& sheet : org_.rates) {
    if (day && sheet.from > *day) continue;
    const auto per = [&](const std::string& one) -> std::int64_t {
      if (one == sheet.base) return 10'000'000'000;
      const auto found = sheet.per_e10.find(one);
      return found == sheet.per_e10.end() ? 0 : found->second;
    };
    if (per(org_.currency) && per(currency)) newest = Rate{per(org_.currency), per(currency)};
  }
  return newest;
}

std::string Reader::person(const std::string& source, const std::string& raw) const {
  if (raw.empty()) return "";
  if (raw.find('@') != std::string::npos) {
    const auto address = small(raw);
    for (const auto& p : org_.people)
      for (const auto& email : p.emails)
        if (small(email) == address) return p.id;
    return address;
  }
  for (const auto& key : {source + ":" + raw, raw})
    for (const auto& p : org_.people)
      if (p.id == key || std::find(p.aliases.begin(), p.aliases.end(), key) != p.aliases.end())
        return p.id;
  return source == "api" ? raw : source + ":" + raw;
}

std::string Reader::team_of(const std::string& person, std::optional<Day> day,
                            const std::string& default_team) const {
  for (const auto& team : org_.teams)
    for (const auto& m : team.members) {
      if (m.person != person || person.empty()) continue;
      const bool begun = !m.from || !day || *m.from <= *day;
      const bool over = m.to && (!day || *day >= *m.to);
      if (begun && !over) return team.id;
    }
  return default_team;
}

bool Reader::within(std::string team, const std::string& above) const {
  while (true) {
    if (team == above) return true;
    const auto found = std::find_if(org_.teams.begin(), org_.teams.end(),
                                    [&](const core::OrgTeam& t) { return t.id == team; });
    if (found == org_.teams.end() || found->parent.empty()) return false;
    team = found->parent;
  }
}

const core::OrgPipeline* Reader::pipeline(const std::string& raw) const {
  return pipeline_of(org_, raw);
}

const core::OrgStage* Reader::stage(const Deal& deal, const std::string& raw) const {
  return stage_of(org_, deal, raw);
}

void Reader::price(Entry& e, const std::optional<core::Amount>& amount, const std::string& currency,
                   std::optional<Day> rate_day) const {
  e.priced = false;
  e.amount = 0;
  if (!amount || currency.empty()) return;
  const auto known = rate(currency, rate_day);
  if (!known) return;
  e.priced = true;
  e.amount = half_even(Sum{amount->e4} * known->num, known->den);
}

void Reader::share(Entry& e) const {
  const auto& deal = *e.deal;
  e.shares.clear();
  // Open deals belong to the team of the day: of the last day on which anything was received.
  const bool open = e.base == Base::open || e.base == Base::aging;
  const auto own_day = e.team_day ? e.team_day : e.day;
  const auto team_day = open ? calendar_.day_of(deal.as_of) : own_day;
  const auto weighted = e.base == Base::open ? e.extra.value_or(0) : 0;
  const auto give = [&](const std::string& raw, std::int64_t amount, std::int64_t part, bool over) {
    const auto who = person(deal.source, raw);
    e.shares.push_back({who, team_of(who, team_day, deal.team), amount, part, over});
  };
  if (!deal.credits) return give(deal.credited_owner(), e.amount, weighted, false);
  auto revenue = *deal.credits, overlay = *deal.credits;
  std::erase_if(revenue, [](const auto& s) { return s.role == core::Role::overlay; });
  std::erase_if(overlay, [](const auto& s) { return s.role != core::Role::overlay; });
  std::sort(revenue.begin(), revenue.end(),
            [](const auto& a, const auto& b) { return a.person < b.person; });
  std::vector<std::int32_t> percents;
  for (const auto& s : revenue) percents.push_back(s.percent_e4);
  const std::int64_t unit = e.amount % 100 == 0 ? 100 : 1;  // whole cents stay whole cents
  const auto amounts = shared_out(e.amount, percents, unit);
  const auto weights = shared_out(weighted, percents, 1);
  auto left = e.amount, left_weighted = weighted;
  std::int32_t given = 0;
  for (std::size_t i = 0; i < revenue.size(); ++i) {
    give(revenue[i].person, amounts[i], weights[i], false);
    left -= amounts[i];
    left_weighted -= weights[i];
    given += percents[i];
  }
  if (given < 1'000'000) e.shares.push_back({"", "", left, left_weighted, false});
  for (const auto& s : overlay)
    give(s.person, shared_out(e.amount, {s.percent_e4}, unit)[0],
         shared_out(weighted, {s.percent_e4}, 1)[0], true);
}

Entry Reader::worth(const Entry& entry, const std::optional<core::Amount>& amount) const {
  auto e = entry;
  price(e, amount, e.deal->currency, e.day);
  share(e);
  return e;
}

Entry Reader::begin(const Deal& deal, Base base, std::optional<Day> day, Instant at) const {
  Entry e;
  e.base = base;
  e.day = day;
  e.at = at;
  e.deal = &deal;
  const auto* line = pipeline(deal.pipeline);
  const auto* at_stage = stage(deal, deal.stage());
  e.words = {{"pipeline", line ? line->id : deal.pipeline},
             {"product", deal.product},
             {"region", deal.region},
             {"lead_source", deal.lead_source},
             {"customer", deal.customer},
             {"kind", canonical(org_.kinds, deal.kind)},
             {"stage", at_stage ? at_stage->id : deal.stage()},
             {"forecast", ""}};
  price(e, deal.amount(), deal.currency, day);
  return e;
}

void Reader::read_open(const Deal& deal, std::vector<Entry>& all) const {
  const auto* at_stage = stage(deal, deal.stage());
  auto open = begin(deal, Base::open, deal.close_date, {});
  if (!deal.forecast.empty())
    open.words["forecast"] = canonical(org_.forecast_categories, deal.forecast);
  else
    open.words["forecast"] =
        at_stage && !at_stage->forecast.empty() ? at_stage->forecast : "pipeline";
  auto probability = deal.probability_e4;
  if (!probability && at_stage) probability = at_stage->probability_e4;
  if (probability && open.priced)
    open.extra = half_even(Sum{open.amount} * *probability, 1'000'000);
  share(open);
  all.push_back(open);

  auto entered = deal.run().time;
  if (!deal.stage().empty()) {
    auto i = deal.stages.size() - 1;
    while (i > 0 && deal.stages[i - 1].value == deal.stage()) --i;
    entered = deal.stages[i].time;
  }
  auto touched = entered;
  for (const auto* activity : deal.activities)
    if (const auto done = activity->done(); done && !activity->automatic)
      touched = std::max(touched, *done);
  auto aging = begin(deal, Base::aging, std::nullopt, {});
  price(aging, deal.amount(), deal.currency, deal.close_date);
  if (at_stage && at_stage->stuck_after_days)
    aging.day = calendar_.day_of(touched) + std::chrono::days{*at_stage->stuck_after_days};
  aging.extra = to_ms(entered);
  share(aging);
  all.push_back(aging);
}

void Reader::read_stages(const Deal& deal, std::vector<Entry>& all) const {
  const auto* line = pipeline(deal.pipeline);
  if (!line) return;
  const bool won = deal.status() == DealStatus::won;
  // Stages that close a deal do not count: a reopened win had passed the stages before them.
  const auto closes = [](const core::OrgStage& s) {
    return s.status == DealStatus::won || s.status == DealStatus::lost;
  };
  const auto index = [&](const std::string& raw) {
    const auto* known = stage(deal, raw);
    const bool dead = known && known->status == DealStatus::lost;
    return known && !dead ? static_cast<int>(known - line->stages.data()) : -1;
  };
  for (int k = 0; k < static_cast<int>(line->stages.size()); ++k) {
    if (closes(line->stages[static_cast<std::size_t>(k)])) continue;
    auto next = k + 1;
    while (next < static_cast<int>(line->stages.size()) &&
           closes(line->stages[static_cast<std::size_t>(next)]))
      ++next;
    const bool last = next == static_cast<int>(line->stages.size());
    std::optional<Instant> reached;
    bool further = won;
    for (const auto& change : deal.stages) {
      if (index(change.value) >= k && !reached) reached = change.time;
      further = further || (!last && index(change.value) >= next);
    }
    if (won && !reached) reached = deal.closed_time();
    if (!reached) continue;
    auto e = begin(deal, Base::entered, calendar_.day_of(*reached), *reached);
    e.words["stage"] = line->stages[static_cast<std::size_t>(k)].id;
    e.passed = further;
    share(e);
    all.push_back(e);
  }
}

void Reader::read(const Deal& deal, std::vector<Entry>& all) const {
  const auto status = deal.status();
  if (deal.copy || status == DealStatus::unknown || status == DealStatus::deleted) return;
  const auto created = deal.created_time();
  if (status == DealStatus::open) read_open(deal, all);
  if (deal.closed() && !(status == DealStatus::won && deal.other_authority)) {
    const auto when = deal.closed_time();
    const bool won = status == DealStatus::won;
    auto e = begin(deal, won ? Base::won : Base::lost, calendar_.day_of(when), when);
    if (created && *created < when)
      e.extra = (when + calendar_.utc_offset(when) - *created - calendar_.utc_offset(*created)) /
                std::chrono::milliseconds{1};
    share(e);
    all.push_back(e);
    for (const auto* refund : deal.refunds) {
      if (!won || refund->deleted) continue;
      const auto told = refund->amount_told.value_or(refund->last_told);
      const auto day = refund->date.value_or(calendar_.day_of(told));
      auto back = begin(deal, Base::refunded, day, refund->date ? calendar_.start_of(day) : told);
      price(back, refund->amount, refund->currency.empty() ? deal.currency : refund->currency,
            e.day);
      back.team_day = e.day;
      share(back);
      all.push_back(back);
    }
  }
  if (created) {
    auto e = begin(deal, Base::created, calendar_.day_of(*created), *created);
    e.words["stage"] = "";
    e.passed = status == DealStatus::won && !deal.other_authority;
    share(e);
    all.push_back(e);
  }
  for (std::size_t i = 1; i < deal.statuses.size(); ++i) {
    const auto& now = deal.statuses[i];
    if (deal.statuses[i - 1].value != DealStatus::won || now.value == DealStatus::won) continue;
    if (deal.other_authority) continue;
    auto e = begin(deal, Base::reopened, calendar_.day_of(now.time), now.time);
    share(e);
    all.push_back(e);
  }
  read_stages(deal, all);
}

Entry Reader::read(const Activity& activity, Instant done) const {
  Entry e;
  e.base = Base::activity;
  e.day = calendar_.day_of(done);
  e.at = done;
  e.activity = &activity;
  e.words = {{"kind", activity.kind}};
  if (activity.duration_s) e.extra = *activity.duration_s;
  const auto who = person(activity.source, activity.person);
  e.shares = {{who, team_of(who, e.day, activity.team), 0, 0, false}};
  return e;
}

std::vector<Entry> Reader::entries_of(const State& state) const {
  std::vector<Entry> all;
  for (const auto& [key, deal] : state.deals) read(deal, all);
  for (const auto& [key, activity] : state.activities)
    if (const auto done = activity.done()) all.push_back(read(activity, *done));
  return all;
}

}  // namespace dealbell::test::naive
