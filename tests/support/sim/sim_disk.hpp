#pragma once

#include <map>
#include <random>
#include <variant>
#include <vector>

#include "redis/node_copy.hpp"

namespace dealbell::sim {

// What a node has on disk, with the promises of store::Ledger: what take_in and roll_back did is
// there after a power cut, of follow only what came before the last of them, and some beginning of
// the rest.
class SimDisk {
 public:
  struct Content {
    redis::LogNumber log = 1;
    std::vector<redis::LogEntry> entries;
    std::map<std::pair<std::string, std::string>, redis::Seq> ids;
    std::map<std::int64_t, redis::LogRecord> inbox;
    std::int64_t last_id = 0;
  };

  const Content& content() const { return now_; }
  redis::Position position() const;
  std::string chain_at(redis::Seq seq) const;

  // The row it waits as; nothing when the log has it.
  std::optional<std::int64_t> enqueue(const redis::LogRecord& record);
  void follow(const std::vector<redis::LogEntry>& entries);
  void roll_back(redis::LogNumber log, redis::Seq seq);

  void lose_power(std::minstd_rand& random);

 private:
  static void add(Content& content, const std::vector<redis::LogEntry>& entries);
  void sync();

  Content now_, synced_;
  std::vector<std::vector<redis::LogEntry>> unsynced_;
};

}  // namespace dealbell::sim
