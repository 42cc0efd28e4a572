#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/events/event.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// An event's position in the merge order: for each field the event with the greatest stamp wins.
// The members below the line do not affect the order.
struct Stamp {
  Instant time;
  std::chrono::milliseconds ahead{};  // see ahead(); not negative
  Operation operation = Operation::change;
  std::optional<std::int64_t> order;
  Name source = no_name;
  std::string id;
  // ---
  Instant received_at;
  bool quiet = false;
};

using StampId = std::uint32_t;
constexpr StampId no_stamp = 0;

// All stamps, one per event. Fields refer to them by number, which keeps deals small.
class Stamps {
 public:
  explicit Stamps(const Names& names) : names_(names), all_(1) {}

  StampId add(Stamp stamp) {
    all_.push_back(std::move(stamp));
    return static_cast<StampId>(all_.size() - 1);
  }
  void reserve(std::size_t size) { all_.reserve(size); }
  std::size_t size() const { return all_.size(); }
  const Names& names() const { return names_; }
  const Stamp& operator[](StampId id) const { return all_[id]; }

  // Strict order: (merge time, ahead, operation create < change < remove, order, source, event id).
  bool before(StampId a, StampId b) const {
    if (a == b || a == no_stamp || b == no_stamp) return a != b && a == no_stamp;
    const auto &x = all_[a], &y = all_[b];
    if (x.time != y.time) return x.time < y.time;
    if (x.ahead != y.ahead) return x.ahead < y.ahead;
    if (x.operation != y.operation) return x.operation < y.operation;
    if (x.order != y.order) return x.order < y.order;
    if (x.source != y.source) return names_.text(x.source) < names_.text(y.source);
    return x.id < y.id;
  }

 private:
  const Names& names_;
  std::vector<Stamp> all_;
};

// A field of which only the latest value matters.
template <class T>
struct Register {
  StampId stamp = no_stamp;
  T value{};

  void offer(const Stamps& stamps, StampId id, T offered) {
    if (stamp != no_stamp && !stamps.before(stamp, id)) return;
    stamp = id;
    value = std::move(offered);
  }
};

// A field whose history matters: all changes, oldest first, in merge order independent of the order
// of arrival.
template <class T>
struct History {
  struct Change {
    StampId stamp;
    T value;
  };
  std::vector<Change> changes;

  void offer(const Stamps& stamps, StampId id, T offered) {
    const auto after = [&](StampId new_id, const Change& c) {
      return stamps.before(new_id, c.stamp);
    };
    const auto place = std::upper_bound(changes.begin(), changes.end(), id, after);
    const bool repeated = place != changes.begin() && !stamps.before(std::prev(place)->stamp, id);
    if (!repeated) changes.insert(place, {id, std::move(offered)});
  }
  const T* current() const { return changes.empty() ? nullptr : &changes.back().value; }
};

}  // namespace dealbell::core
