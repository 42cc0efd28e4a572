#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/live/hub.hpp"

namespace dealbell::net {

// The newest publication as one shard knows it, and the beats its readers share. One thread.
class LatestPublication {
 public:
  bool empty() const { return !newest_; }
  void replace(std::shared_ptr<const Publication> publication);

  // Null when there is no such channel. Valid until replace().
  const Version* find(std::string_view channel) const;

  // The beat for readers of exactly these channels: made once per set, form, publication and round.
  Text beat(std::vector<const Version*> channels, Form form, Instant now);
  void begin_beats() { beats_.clear(); }

 private:
  std::shared_ptr<const Publication> newest_;
  std::unordered_map<std::string_view, const Version*> by_name_;
  // At most one per subscription set in use, and there are no more sets than readers.
  std::map<std::pair<std::vector<const Version*>, Form>, Text> beats_;
};

}  // namespace dealbell::net
