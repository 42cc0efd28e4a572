#include <algorithm>

#include "base/bytes.hpp"
#include "core/state/snapshot.hpp"
#include "core/state/snapshot_fields.hpp"
#include "core/values/percent.hpp"

namespace dealbell::core {
namespace {

// The range of times that event readers accept, plus a day for time zones.
constexpr Instant earliest{std::chrono::sys_days{std::chrono::year{1899} / 12 / 31}};
constexpr Instant latest{std::chrono::sys_days{std::chrono::year{2200} / 1 / 2}};
constexpr std::int64_t amount_e4_max = 1'000'000'000'000'000'000;

// Reads what FieldWriter wrote and checks everything: values that cannot have been written are
// errors.
class FactsReader {
 public:
  FactsReader(Facts& facts, std::string_view snapshot)
      : facts_(facts), bytes_(snapshot), names_{no_name, no_name} {}

  // Returns the snapshot's position.
  std::optional<Seq> read() {
    const Seq from = bytes_.number();
    // Bounded by the size of the input, because a stamp takes at least eight bytes.
    facts_.stamps.reserve(std::min<std::uint64_t>(bytes_.number(), bytes_.left() / 8));
    read_entities(facts_.refunds);
    read_entities(facts_.activities);
    read_entities(facts_.deals);
    for (auto left = bytes_.count(); left > 0 && bytes_.ok(); --left) {
      const auto source = name();
      read_value(facts_.last_received[source]);
    }
    if (bytes_.left() > 0) bytes_.fail();
    if (!bytes_.ok()) return std::nullopt;
    restore_links(facts_.refunds, &Deal::refunds);
    restore_links(facts_.activities, &Deal::activities);
    return from;
  }

  template <class T>
  void operator()(Register<T>& field) {
    field.stamp = stamp();
    if (field.stamp != no_stamp) read_value(field.value);
  }
  template <class T>
  void operator()(History<T>& history) {
    auto& changes = history.changes;
    const auto count = bytes_.count();
    changes.reserve(std::min(count, plausible_max));
    for (auto left = count; left > 0 && bytes_.ok(); --left) {
      const auto id = stamp();
      const bool in_order =
          id != no_stamp && (changes.empty() || facts_.stamps.before(changes.back().stamp, id));
      if (!in_order) return bytes_.fail();
      changes.push_back({id, {}});
      read_value(changes.back().value);
    }
  }
  void operator()(std::vector<Deal::NamedAmount>& amounts) {
    for (auto left = bytes_.count(); left > 0 && bytes_.ok(); --left) {
      const auto amount_name = name();
      const auto& names = facts_.names;
      if (!amounts.empty() && names.text(amount_name) <= names.text(amounts.back().name))
        return bytes_.fail();
      (*this)(amounts.emplace_back(Deal::NamedAmount{amount_name, {}}).amount);
    }
  }

 private:
  // Limits the memory reserved for a damaged count.
  static constexpr std::size_t plausible_max = 64;

  template <class T>
  void read_entities(Entities<T>& all) {
    for (auto left = bytes_.count(); left > 0 && bytes_.ok(); --left) {
      source_ = name();
      const auto id = name();
      if (all.find(source_, id) != Entities<T>::none) return bytes_.fail();
      stamps_.clear();
      last_time_ = 0;
      auto& entity = all[all.find_or_add(source_, id)];
      snapshot_fields(*this, entity, entity);
    }
  }

  template <class T>
  void restore_links(const Entities<T>& all, std::vector<const T*> Deal::*links) {
    for (const auto& entity : all)
      if (const auto deal = entity.deal.value; deal != no_name)
        (facts_.deals[facts_.deals.find_or_add(entity.source, deal)].*links).push_back(&entity);
  }

  Name name() {
    const auto number = bytes_.number();
    if (number == 0) {
      names_.push_back(facts_.names.intern(bytes_.text()));
      return names_.back();
    }
    if (number < names_.size()) return names_[number];
    bytes_.fail();
    return no_name;
  }

  StampId stamp() {
    const auto number = bytes_.number();
    if (number == 0) return no_stamp;
    if (number == 1) return new_stamp();
    if (number - 2 < stamps_.size()) return stamps_[number - 2];
    bytes_.fail();
    return no_stamp;
  }
  StampId new_stamp() {
    Stamp s;
    const auto flags = bytes_.byte();
    if ((flags & 3) > static_cast<int>(Operation::remove) || flags > 31) bytes_.fail();
    s.operation = static_cast<Operation>(flags & 3);
    s.quiet = flags & 8;
    s.time = instant(last_time_, bytes_.whole());
    s.received_at = instant(to_ms(s.time), bytes_.whole());
    last_time_ = to_ms(s.time);
    if (flags & 16) s.ahead = instant(to_ms(s.time), bytes_.whole()) - s.time;
    if (s.ahead.count() < 0) bytes_.fail();
    if (flags & 4) s.order = bytes_.whole();
    s.source = source_;
    s.id = bytes_.text();
    if (!bytes_.ok()) return no_stamp;
    stamps_.push_back(facts_.stamps.add(std::move(s)));
    return stamps_.back();
  }

  Instant instant(std::int64_t base_ms, std::int64_t more_ms) {
    std::int64_t ms = 0;
    const bool fits = !__builtin_add_overflow(base_ms, more_ms, &ms);
    if (fits && ms >= to_ms(earliest) && ms <= to_ms(latest)) return from_ms(ms);
    bytes_.fail();
    return {};
  }
  std::int64_t within(std::int64_t least, std::int64_t most) {
    const auto n = bytes_.whole();
    if (n >= least && n <= most) return n;
    bytes_.fail();
    return least;
  }
  template <class E>
  void choose(E& e, E last) {
    const auto n = bytes_.byte();
    if (n > static_cast<std::uint8_t>(last)) return bytes_.fail();
    e = static_cast<E>(n);
  }

  void read_value(Name& n) { n = name(); }
  void read_value(std::string& text) { text = bytes_.text(); }
  void read_value(bool& b) {
    const auto n = bytes_.byte();
    if (n > 1) bytes_.fail();
    b = n == 1;
  }
  void read_value(std::int64_t& n) { n = bytes_.whole(); }
  void read_value(std::int32_t& n) {
    n = static_cast<std::int32_t>(within(0, hundred_percent_e4));  // all of these are percentages
  }
  void read_value(Amount& a) { a.e4 = within(-amount_e4_max, amount_e4_max); }
  void read_value(Instant& t) { t = instant(0, bytes_.whole()); }
  void read_value(TimeOrDay& t) {
    bool is_day = false;
    read_value(is_day);
    const auto read = [&](auto value) {
      read_value(value);
      t = value;
    };
    is_day ? read(Day{}) : read(Instant{});
  }
  void read_value(Day& d) { d = std::chrono::floor<std::chrono::days>(day(bytes_.whole())); }
  void read_value(DealStatus& s) { choose(s, DealStatus::deleted); }
  void read_value(ActivityStatus& s) { choose(s, ActivityStatus::deleted); }
  void read_value(RawCredit& credit) {
    credit.person = name();
    read_value(credit.percent_e4);
    choose(credit.role, Role::overlay);
  }
  template <class T>
  void read_value(std::vector<T>& list) {
    for (auto left = bytes_.count(); left > 0 && bytes_.ok(); --left)
      read_value(list.emplace_back());
    list.shrink_to_fit();
  }
  template <class T>
  void read_value(std::optional<T>& maybe) {
    bool there = false;
    read_value(there);
    if (there) read_value(maybe.emplace());
  }
  Instant day(std::int64_t days) {
    constexpr std::int64_t days_max = 1'000'000;  // so that milliseconds cannot overflow
    if (days < -days_max || days > days_max) bytes_.fail();
    return bytes_.ok() ? instant(0, days * 86'400'000) : Instant{};
  }

  Facts& facts_;
  ByteReader bytes_;
  std::vector<Name> names_;  // by their number in the snapshot
  Name source_ = no_name;
  std::vector<StampId> stamps_;  // the entity's, by their number
  std::int64_t last_time_ = 0;
};

}  // namespace

Result<> load_snapshot(SalesState& sales, std::string_view snapshot) {
  return sales.load([&](Facts& facts) { return FactsReader(facts, snapshot).read(); });
}

}  // namespace dealbell::core
