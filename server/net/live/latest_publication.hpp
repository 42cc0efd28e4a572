#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/live/hub.hpp"

namespace dealbell::net {

// The newest publication that a shard has received, and the beats its clients share. One thread.
class LatestPublication {
 public:
  bool empty() const { return !newest_; }
  void replace(std::shared_ptr<const Publication> publication);

  // Null if there is no such channel. Valid until replace().
  const Version* find(std::string_view channel) const;

  // The beat for clients that subscribe exactly these channels. Made once for each set and form
  // until replace() or begin_beats().
  Text beat(std::vector<const Version*> channels, Form form, Instant now);
  void begin_beats() { beats_.clear(); }

 private:
  std::shared_ptr<const Publication> newest_;
  std::unordered_map<std::string_view, const Version*> by_name_;
  // At most one per set of subscriptions and form: no more than there are clients.
  std::map<std::pair<std::vector<const Version*>, Form>, Text> beats_;
};

}  // namespace dealbell::net
