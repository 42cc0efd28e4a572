#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "net/live/frame.hpp"

namespace dealbell::net {

// One version of a channel (for us: a board), with the frames that lead to it from older versions.
// To resume, to close a gap or to let a slow client skip versions, a client needs the same thing:
// the frame from its version to this one. Each frame is made when it is first needed and then
// shared by all clients of that version. Any thread.
class Version {
 public:
  // Make the JSON texts. Called on shard threads.
  struct Writers {
    std::function<std::string()> snapshot;
    // From an older version of the same epoch. nullopt if that is too old, or if the snapshot is
    // shorter. The function may be empty.
    std::function<std::optional<std::string>(std::int64_t from)> delta;
  };
  Version(std::string channel, std::string epoch, std::int64_t rev, Writers writers);

  const std::string& channel() const { return channel_; }
  const std::string& epoch() const { return epoch_; }
  std::int64_t rev() const { return rev_; }
  // "epoch:rev", unique among all versions of the channel.
  std::string id() const;

  std::string snapshot() const { return writers_.snapshot(); }

  // The frame for a client that has the version `from` of this epoch, or none.
  Text frame(std::optional<std::int64_t> from, Form form) const;

 private:
  Text make(std::optional<std::int64_t> from, Form form) const;

  // More than there are versions with deltas, in both forms. Clients can claim any version, so
  // frames beyond this bound are made each time.
  static constexpr std::size_t cached_max = 512;

  const std::string channel_, epoch_;
  const std::int64_t rev_;
  const Writers writers_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<std::int64_t, Form>, Text> frames_;
};

// "epoch:rev" in its parts. nullopt if the text is not like that.
struct VersionId {
  std::string epoch;
  std::int64_t rev = -1;
};
std::optional<VersionId> parse_version_id(std::string_view id);

}  // namespace dealbell::net
