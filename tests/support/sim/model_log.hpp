#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "redis/log_server.hpp"

namespace dealbell::sim {

using Now = std::chrono::steady_clock::time_point;

// What Redis holds of a shared log, and what its scripts do to it: the meaning of redis::LogServer
// without a network. A value: a copy of it is a replica, a backup or an old AOF.
class ModelLog {
 public:
  redis::LogComparison compare(const redis::Position& copy, Now now) const;
  redis::LogComparison append(const redis::Position& copy,
                              const std::vector<redis::LogRecord>& records, Now now);
  std::vector<redis::LogEntry> read(redis::Seq seq) const;
  std::optional<redis::LogEntry> entry(redis::Seq seq) const;
  bool begin(const redis::LogComparison& seen, const redis::Position& base, bool keep,
             const std::string& filler, Now now);
  bool fill(const std::string& filler, redis::Seq after,
            const std::vector<redis::LogRecord>& records, Now now);
  bool finish(const std::string& filler, Now now);
  bool register_node(const std::string& node, const std::string& disk, redis::Seq seq, Now now);
  std::vector<std::string> enrolled(Now now) const;
  void want(const std::string& node, redis::Seq from);
  std::vector<redis::LogRecord> take(const std::string& node, redis::Seq from);
  void want_no_more(const std::string& node) { copies_.erase(node); }
  std::vector<redis::LogServer::Wanted> wanted() const;
  bool give(const redis::LogServer::Wanted& wanted, const std::vector<redis::LogRecord>& records);

  // Faults.
  void delete_stream() { stream_.clear(); }

  redis::Seq newest() const { return newest_; }
  std::size_t in_stream() const { return stream_.size(); }

  // How many records the stream keeps behind the slowest node, and how many ids are remembered.
  redis::Seq margin = 10'000;
  redis::Seq ids_max = 100'000;

 private:
  void add(const redis::LogRecord& record);

  redis::LogNumber log_ = 0;
  redis::Seq newest_ = 0;
  std::string chain_;
  std::map<redis::Seq, redis::LogEntry> stream_;
  std::map<std::pair<std::string, std::string>, redis::Seq> ids_;
  redis::Seq ids_from_ = 1;  // every id from here on is in ids_
  std::string filler_;
  Now filler_until_{};
  struct Node {
    redis::Seq seq = 0;
    Now heard{};
    std::string disk;
  };
  std::map<std::string, Node> nodes_;
  struct Copy {
    redis::Seq next = 0;
    std::vector<redis::LogRecord> ready;
  };
  std::map<std::string, Copy> copies_;
};

}  // namespace dealbell::sim
