#pragma once

#include <map>
#include <random>
#include <variant>
#include <vector>

#include "redis/node_copy.hpp"

namespace dealbell::sim {

// A node's disk, with the guarantees of store::Ledger: after a power cut everything is there that
// enqueue and roll_back did, what follow did before the last of them, and some beginning of what
// follow did after it.
class SimDisk {
 public:
  struct Content {
    LogNumber log = 1;
    std::vector<redis::LogEntry> entries;
    std::map<std::pair<std::string, std::string>, Seq> ids;
    std::map<std::int64_t, redis::LogRecord> inbox;
    std::int64_t last_id = 0;
  };

  const Content& content() const { return now_; }
  ChainedPosition position() const;
  std::string chain_at(Seq seq) const;

  // The record's inbox row; nullopt when the log has it.
  std::optional<std::int64_t> enqueue(const redis::LogRecord& record);
  void follow(const std::vector<redis::LogEntry>& entries);
  void roll_back(LogNumber log, Seq seq);

  void lose_power(std::minstd_rand& random);

 private:
  static void add(Content& content, const std::vector<redis::LogEntry>& entries);
  void sync();

  Content now_, synced_;
  std::vector<std::vector<redis::LogEntry>> unsynced_;
};

}  // namespace dealbell::sim
