#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/hub.hpp"

namespace dealbell::net {

// The newest publication as one shard knows it, and the beat texts its readers share. One thread.
class Newsstand {
 public:
  bool empty() const { return !newest_; }
  void replace(std::shared_ptr<const Publication> publication);

  // Null when there is no such channel. Valid until replace().
  const ChannelState* find(std::string_view channel) const;

  // The beat for readers of exactly these channels: made once per set, publication and beat.
  Text beat(const std::vector<const ChannelState*>& channels, Instant now);
  void begin_beat() { beats_.clear(); }

 private:
  std::shared_ptr<const Publication> newest_;
  std::unordered_map<std::string_view, const ChannelState*> by_name_;
  // At most one per subscription set in use, and there are no more sets than readers.
  std::map<std::vector<const ChannelState*>, Text> beats_;
};

}  // namespace dealbell::net
