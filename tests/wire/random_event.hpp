#pragma once

#include <map>
#include <random>
#include <string>

#include "core/events/event.hpp"

namespace dealbell::wire {

// Random events within the limits of the native format: every field absent, null or a value.
class RandomEvent {
 public:
  explicit RandomEvent(std::uint64_t seed) : random_(seed) {}

  core::Event operator()() {
    core::Event e;
    e.source = "crm";
    e.id = id();
    if (chance(9)) e.occurred_at = instant();
    e.received_at = instant();
    e.operation = chance(3) ? core::Operation::create : core::Operation::change;
    if (chance(2)) e.order = number(INT64_MIN, INT64_MAX);
    e.quiet = chance(3);
    switch (number(0, 2)) {
      case 0:
        e.what = deal(e);
        break;
      case 1:
        e.what = activity(e);
        break;
      default:
        e.what = refund(e);
    }
    return e;
  }

 private:
  std::int64_t number(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  bool chance(int one_in) { return number(1, one_in) == 1; }

  std::string text(std::size_t longest) {
    static constexpr const char* pieces[] = {"a",  "Z",    "0", " ", "\"", "\\",  "/",
                                             "\n", "\x01", "é", "€", "😀",  "\x7F"};
    std::string out;
    for (auto n = number(1, 12); n > 0; --n) out += pieces[number(0, std::size(pieces) - 1)];
    return out.size() > longest ? "x" : out;
  }
  std::string id() {
    std::string out = "D-";
    for (auto n = number(0, 20); n > 0; --n) out += static_cast<char>(number(' ', '~'));
    return out;
  }
  Instant instant() { return from_ms(number(-2'000'000'000'000, 7'000'000'000'000)); }
  Day day() { return Day{std::chrono::days{number(-20'000, 80'000)}}; }
  core::Amount amount() { return {number(-1'000'000'000'000'000'000, 1'000'000'000'000'000'000)}; }
  std::string currency() { return chance(2) ? "EUR" : "USD"; }

  template <class Value, class Make>
  void fill(core::Patch<Value>& patch, Make make) {
    if (chance(3)) return;
    patch.emplace();
    if (!chance(5)) patch->emplace(make());
  }
  void fill(core::Patch<std::string>& patch) {
    fill(patch, [&] { return text(1000); });
  }

  core::DealEvent deal(core::Event& e) {
    core::DealEvent d;
    d.id = id();
    for (auto* patch : {&d.title, &d.stage, &d.owner, &d.team, &d.pipeline, &d.product, &d.region,
                        &d.lead_source, &d.customer, &d.kind, &d.forecast, &d.lost_reason})
      fill(*patch);
    fill(d.currency, [&] { return currency(); });
    fill(d.amount, [&] { return amount(); });
    fill(d.status, [&] { return static_cast<core::DealStatus>(number(0, 4)); });
    fill(d.probability_e4, [&] { return static_cast<std::int32_t>(number(0, 1'000'000)); });
    fill(d.created_at, [&] { return time_or_day(); });
    fill(d.closed_at, [&] { return time_or_day(); });
    fill(d.close_date, [&] { return day(); });
    fill(d.credits, [&] { return credits(); });
    d.amounts = amounts();
    if (d.status && *d.status == core::DealStatus::deleted) e.operation = core::Operation::remove;
    return d;
  }

  std::vector<std::pair<std::string, std::optional<core::Amount>>> amounts() {
    std::map<std::string, std::optional<core::Amount>> named;
    for (auto n = chance(2) ? number(1, 20) : 0; n > 0; --n) {
      auto& slot = named[chance(2) ? "arr" : "m_" + std::to_string(number(0, 99))];
      slot = chance(4) ? std::nullopt : std::optional(amount());
    }
    return {named.begin(), named.end()};
  }

  TimeOrDay time_or_day() { return chance(3) ? TimeOrDay{day()} : TimeOrDay{instant()}; }

  std::vector<core::CreditShare> credits() {
    std::vector<core::CreditShare> shares;
    for (auto n = number(0, 4); n > 0; --n)
      shares.push_back({"p" + std::to_string(n) + text(20),
                        static_cast<std::int32_t>(number(0, 250'000)),
                        chance(3) ? core::Role::overlay : core::Role::revenue});
    return shares;
  }

  core::ActivityEvent activity(core::Event& e) {
    core::ActivityEvent a;
    a.id = id();
    for (auto* patch : {&a.kind, &a.person, &a.team, &a.deal, &a.outcome}) fill(*patch);
    fill(a.at, [&] { return time_or_day(); });
    fill(a.status, [&] { return static_cast<core::ActivityStatus>(number(0, 2)); });
    fill(a.duration_s, [&] { return number(0, 100'000); });
    fill(a.automatic, [&] { return chance(2); });
    if (a.status && *a.status == core::ActivityStatus::deleted)
      e.operation = core::Operation::remove;
    return a;
  }

  core::RefundEvent refund(core::Event& e) {
    core::RefundEvent r;
    r.id = id();
    fill(r.deal);
    fill(r.currency, [&] { return currency(); });
    fill(r.amount, [&] { return amount(); });
    fill(r.date, [&] { return day(); });
    r.deleted = chance(4);
    if (r.deleted) e.operation = core::Operation::remove;
    return r;
  }

  std::mt19937_64 random_;
};

}  // namespace dealbell::wire
