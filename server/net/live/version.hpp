#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "net/live/frame.hpp"

namespace dealbell::net {

// One version of a channel (for us: a board) and every way to it. Resuming, mending a gap and
// letting a slow reader skip versions are one question: which frame takes a reader from there to
// here? Each is made when somebody first needs it, once, and shared by everybody who stands at the
// same place. Immutable for its readers; any thread.
class Version {
 public:
  struct Words {
    std::function<std::string()> snapshot;
    // From an older version of the same epoch; nothing when it is too old to know, or when the
    // snapshot is shorter. May be empty.
    std::function<std::optional<std::string>(std::int64_t from)> delta;
  };
  Version(std::string channel, std::string epoch, std::int64_t rev, Words words);

  const std::string& channel() const { return channel_; }
  const std::string& epoch() const { return epoch_; }
  std::int64_t rev() const { return rev_; }
  // "epoch:rev", which names this version among all there ever were.
  std::string id() const;

  std::string snapshot() const { return words_.snapshot(); }

  // The finished frame for a reader who has `from` of this epoch, or for one who has nothing.
  Text frame(std::optional<std::int64_t> from, Form form) const;

 private:
  Text make(std::optional<std::int64_t> from, Form form) const;

  // More than a maker of deltas knows places, in both forms. Where clients say they stand is up to
  // them, so what is beyond is made anew.
  static constexpr std::size_t made_max = 512;

  const std::string channel_, epoch_;
  const std::int64_t rev_;
  const Words words_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<std::int64_t, Form>, Text> made_;
};

// "epoch:rev" taken apart.
struct VersionId {
  std::string epoch;
  std::int64_t rev = -1;
};
std::optional<VersionId> parse_version_id(std::string_view id);

}  // namespace dealbell::net
