#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::store {

// How much waits in the rejected box, by source. The box is divided equally among the senders, used
// or not, so that no source can take the room of another. Senders are the sources that may send now
// and those that still have something waiting. A value: change a copy in a transaction, and assign
// it back after the commit. One thread.
class RejectedShares {
 public:
  struct Held {
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
  };
  using BySource = std::map<std::string, Held, std::less<>>;

  explicit RejectedShares(std::int64_t bytes_max) : bytes_max_(bytes_max) {}

  void set_senders(std::vector<std::string> senders);
  void add(std::string_view source, Held change);  // negative: decided

  std::int64_t share_bytes() const;  // what one source may hold
  bool exceeds(std::string_view source) const { return used_percent(source) > 100; }
  // Of the source's share; rounded up, so that 100 means that nothing exceeds it.
  std::int64_t used_percent(std::string_view source) const;
  const BySource& held() const { return held_; }  // sources with at least one row

 private:
  std::int64_t bytes_max_;
  std::vector<std::string> senders_;  // sorted
  BySource held_;
};

}  // namespace dealbell::store
