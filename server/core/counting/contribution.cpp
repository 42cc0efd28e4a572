#include "core/counting/contribution.hpp"

#include <algorithm>

#include "core/counting/credits.hpp"
#include "core/counting/locked.hpp"
#include "core/counting/office_time.hpp"
#include "core/values/percent.hpp"
#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

// amount × probability, half to even.
std::int64_t weighted(std::int64_t amount_e4, std::int32_t probability_e4) {
  const auto p = std::clamp(probability_e4, 0, hundred_percent_e4);
  return static_cast<std::int64_t>(divide_half_even(Sum{amount_e4} * p, hundred_percent_e4));
}

// Computes the contributions of one deal.
class DealReader {
 public:
  explicit DealReader(const DealContext& context)
      : in_(context),
        deal_(context.deal),
        org_context_(context.org_context),
        statuses_(context.statuses) {}

  // The stages the deal has reached, each on the first day it was in that stage or a later one.
  std::vector<Contribution> stages() {
    if (in_.copy || !statuses_.countable()) return {};
    find_dimensions();
    entered();
    for (auto& c : out_) give_credit(c);
    return std::move(out_);
  }

  std::vector<Contribution> read() {
    const auto status = statuses_.now();
    const bool countable = statuses_.countable();
    if (!countable && !org_context_.org.lock) return {};
    find_dimensions();
    if (status == DealStatus::open) {
      open();
      aging();
    }
    if (org_context_.org.lock) {
      for (const auto& booking : bookings(deal_, org_context_))
        if (booking.status != DealStatus::won || !in_.other_authority) book(booking);
    } else if (in_.won() || status == DealStatus::lost) {
      const auto when = closed();
      const auto* amount = deal_.amount.current();
      book({status, when, amount ? *amount : std::nullopt, 1, when, false});
    }
    if (in_.won()) refunded();
    if (countable) {
      created();
      if (statuses_.changes().size() > 1 && !in_.other_authority) reopened();
      entered();
    }
    own();
    return std::move(out_);
  }

 private:
  Contribution& add(Base base, const OfficeTime& when, const std::optional<Amount>& amount,
                    Name currency, Day rate_day) {
    auto& c = out_.emplace_back();
    c.base = base;
    c.day = when.day;
    c.at = when.at;
    c.day_only = when.day_only;
    const auto worth = price(amount, currency, rate_day, org_context_);
    c.currency = worth.currency;
    c.amount_e4 = worth.amount_e4;
    c.dimensions = dimensions_;
    if (base != Base::open) c.dimensions[static_cast<std::size_t>(Dimension::forecast)] = no_name;
    return c;
  }
  Contribution& add(Base base, const OfficeTime& when) {
    const auto* amount = deal_.amount.current();
    return add(base, when, amount ? *amount : std::nullopt, deal_.currency.value, when.day);
  }
  OfficeTime closed() const {
    return closed_time(deal_, statuses_, org_context_.stamps, org_context_.calendar);
  }
  OfficeTime at_event(StampId event) const {
    return office_time(org_context_.stamps[event].time, org_context_.calendar);
  }
  void give_credit(Contribution& c, const Extra& extra = {}) {
    // An open deal has no day of its own yet, so its team is that of today.
    const bool open = c.base == Base::open || c.base == Base::aging;
    give_credit(c, extra, open ? org_context_.today : c.day);
  }
  // To the teams of that day.
  void give_credit(Contribution& c, const Extra& extra, Day day) {
    c.extra = extra.value;
    c.credits = credits_of(deal_, in_.owner, {c.currency, c.amount_e4}, extra, day, org_context_);
  }

  void find_dimensions() {
    const auto set = [&](Dimension d, Name value) {
      dimensions_[static_cast<std::size_t>(d)] = value;
    };
    const auto& directory = org_context_.directory;
    set(Dimension::pipeline, in_.pipeline);
    set(Dimension::product, directory.product(deal_.source, deal_.product.value));
    set(Dimension::region, deal_.region.value);
    set(Dimension::lead_source, deal_.lead_source.value);
    set(Dimension::customer, deal_.customer.value);
    set(Dimension::kind, directory.kind(deal_.kind.value));
    set(Dimension::stage, in_.stage ? in_.stage->id : in_.raw_stage);
    if (statuses_.now() == DealStatus::open) set(Dimension::forecast, forecast());
  }

  // The category named by the deal, else that of its stage, else "pipeline".
  Name forecast() const {
    if (deal_.forecast.value != no_name)
      return org_context_.directory.forecast(deal_.forecast.value);
    if (in_.stage && in_.stage->forecast != no_name) return in_.stage->forecast;
    return org_context_.directory.pipeline_category();
  }

  void open() {
    const auto day = deal_.close_date.value.value_or(undated);
    // Converted at the rate of the expected close; without one, at the newest rate.
    const auto* amount = deal_.amount.current();
    const auto rate_day = day == undated ? Day::max() - std::chrono::days{1} : day;
    auto& c =
        add(Base::open, {day, {}}, amount ? *amount : std::nullopt, deal_.currency.value, rate_day);
    Extra extra{0, true};
    auto probability = deal_.probability_e4.value;
    if (!probability && in_.stage) probability = in_.stage->probability_e4;
    if (probability && c.currency != no_name) {
      extra.value = weighted(c.amount_e4, *probability);
      c.extra_n = 1;
    }
    give_credit(c, extra);
  }

  void aging() {
    const auto entered = stage_entered();
    if (!entered) return;
    auto last_change = *entered;
    for (const auto* activity : deal_.activities)
      if (const auto done = done_time(*activity, org_context_.stamps, org_context_.calendar);
          done && !activity->automatic.value)
        last_change = std::max(last_change, done->at);
    auto day = undated;
    if (in_.stage && in_.stage->stuck_after_days)
      day = org_context_.calendar.day_of(last_change) +
            std::chrono::days{*in_.stage->stuck_after_days};
    const auto* amount = deal_.amount.current();
    auto& c = add(Base::aging, {day, {}}, amount ? *amount : std::nullopt, deal_.currency.value,
                  deal_.close_date.value.value_or(Day::max() - std::chrono::days{1}));
    c.extra_n = 1;
    give_credit(c, {to_ms(*entered), false});
  }

  // When the deal entered its stage; when it was opened if it names no stage.
  std::optional<Instant> stage_entered() const {
    const auto& changes = deal_.stage.changes;
    if (changes.empty() || changes.back().value == no_name)
      return org_context_.stamps[statuses_.since()].time;
    auto first = changes.size() - 1;
    while (first > 0 && changes[first - 1].value == changes.back().value) --first;
    return org_context_.stamps[changes[first].stamp].time;
  }

  void book(const Booking& booking) {
    const auto base = booking.status == DealStatus::won ? Base::won : Base::lost;
    const auto& when = booking.when;
    auto& c = add(base, booking.booked_at, booking.amount, deal_.currency.value, when.day);
    c.n = booking.sign;
    c.amount_e4 *= booking.sign;
    if (booking.late) c.belongs_to = when.day;
    const auto created = created_time(deal_, org_context_.stamps, org_context_.calendar);
    Extra cycle;
    const bool in_order = created && (created->day_only || when.day_only ? created->day <= when.day
                                                                         : created->at < when.at);
    if (in_order) {
      cycle.value = booking.sign * between(*created, when, org_context_.calendar).count();
      c.extra_n = booking.sign;
    }
    give_credit(c, cycle);
  }

  void created() {
    const auto when = created_time(deal_, org_context_.stamps, org_context_.calendar);
    if (!when) return;
    auto& c = add(Base::created, *when);
    c.dimensions[static_cast<std::size_t>(Dimension::stage)] = no_name;
    c.extra_n = in_.won();
    give_credit(c);
  }

  // Converted at the rate of the win and taken from the team of the win, so that a full refund
  // leaves exactly nothing.
  void refunded() {
    const auto& calendar = org_context_.calendar;
    const auto won_on = closed().day;
    for (const auto* refund : deal_.refunds) {
      if (refund->deleted.value) continue;
      const auto currency = refund->currency.value ? refund->currency.value : deal_.currency.value;
      const auto& event = org_context_.stamps[dated_by(*refund)];
      const auto own = refund_time(*refund, event.time);
      const bool late = is_locked(own.day, event.received_at, org_context_.org, calendar);
      auto& c = add(Base::refunded, late ? office_time(event.received_at, calendar) : own,
                    refund->amount.value, currency, won_on);
      if (late) c.belongs_to = own.day;
      give_credit(c, {}, won_on);
    }
  }

  OfficeTime refund_time(const Refund& refund, Instant told) const {
    const auto& calendar = org_context_.calendar;
    const auto& date = refund.date.value;
    return date ? OfficeTime{*date, calendar.start_of(*date), true} : office_time(told, calendar);
  }

  void reopened() {
    const auto& changes = statuses_.changes();
    for (std::size_t i = 1; i < changes.size(); ++i) {
      if (changes[i - 1].value != DealStatus::won || changes[i].value == DealStatus::won) continue;
      give_credit(add(Base::reopened, at_event(changes[i].stamp)));
    }
  }

  // A skipped stage counts as reached together with the next one, and a win passes all stages.
  // Stages that close a deal do not count. No credits here, because these contributions are only
  // used to find entries by day; entered_stages() computes the credits.
  void entered() {
    const auto* stages = org_context_.pipelines.stages(in_.pipeline);
    if (!stages) return;
    const bool won = statuses_.now() == DealStatus::won;
    const auto first = out_.size();
    std::size_t next = 0;
    const auto reach = [&](std::size_t index, const OfficeTime& when) {
      for (; next <= index; ++next) {
        if ((*stages)[next].closes()) continue;
        auto& c = add(Base::entered, when);
        c.dimensions[static_cast<std::size_t>(Dimension::stage)] = (*stages)[next].id;
      }
    };
    for (const auto& change : deal_.stage.changes) {
      const auto* stage = org_context_.pipelines.stage(in_.pipeline, deal_.source, change.value);
      if (stage && stage->status != DealStatus::lost)
        reach(static_cast<std::size_t>(stage->index), at_event(change.stamp));
    }
    if (won && !stages->empty()) reach(stages->size() - 1, closed());
    for (auto i = first; i < out_.size(); ++i) out_[i].extra_n = won || i + 1 < out_.size();
  }

  void own() {
    const auto& names = org_context_.stamps.names();
    const auto given = out_.size();
    for (const auto& field : org_context_.own) {
      for (std::size_t i = 0; i < given; ++i) {
        if (out_[i].base != field.of) continue;
        if (!passes(field.where, {&deal_, nullptr}, out_[i], org_context_.directory, names))
          continue;
        auto c = out_[i];
        c.extra_n = 0;
        if (field.take == OwnField::Take::named_amount) {
          const auto day = c.belongs_to.value_or(c.day);
          const auto rate_day = day == undated ? Day::max() - std::chrono::days{1} : day;
          const auto worth =
              price(named(field.amount), deal_.currency.value, rate_day, org_context_);
          c.currency = worth.currency;
          c.amount_e4 = worth.amount_e4 * c.n;
        }
        give_credit(c);  // before the base changes: the team depends on it
        c.base = field.base;
        out_.push_back(std::move(c));
      }
    }
  }

  std::optional<Amount> named(Name name) const {
    for (const auto& [known, amount] : deal_.amounts)
      if (known == name) return amount.value;
    return std::nullopt;
  }

  const DealContext& in_;
  const Deal& deal_;
  const OrgContext& org_context_;
  const Statuses& statuses_;
  std::array<Name, dimension_count> dimensions_{};
  std::vector<Contribution> out_;
};

}  // namespace

std::vector<Contribution> contributions(const DealContext& context) {
  if (context.copy) return {};
  return DealReader(context).read();
}

std::vector<Contribution> entered_stages(const DealContext& context) {
  return DealReader(context).stages();
}

std::vector<Contribution> contributions(const Activity& activity, const OrgContext& org_context) {
  std::vector<Contribution> out;
  const auto when = done_time(activity, org_context.stamps, org_context.calendar);
  if (!when) return out;
  auto& c = out.emplace_back();
  c.base = Base::activity;
  c.day = when->day;
  c.at = when->at;
  c.day_only = when->day_only;
  c.dimensions[static_cast<std::size_t>(Dimension::kind)] = activity.kind.value;
  if (activity.duration_s.value) {
    c.extra = *activity.duration_s.value;
    c.extra_n = 1;
  }
  const auto person = org_context.directory.person(activity.source, activity.person.value);
  const auto team = org_context.directory.team(person, c.day, activity.team.value);
  c.credits.push_back({person, team, 0, c.extra, hundred_percent_e4, Role::revenue});
  for (const auto& field : org_context.own) {
    if (field.of != Base::activity || !passes(field.where, {nullptr, &activity}, out.front(),
                                              org_context.directory, org_context.stamps.names()))
      continue;
    auto own = out.front();
    own.base = field.base;
    out.push_back(std::move(own));
  }
  return out;
}

}  // namespace dealbell::core
