#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "redis/log_server.hpp"

namespace dealbell::sim {

using Now = std::chrono::steady_clock::time_point;

// The shared log in Redis and the effects of its scripts: the semantics of redis::LogServer without
// a network. A value: a copy of it is a replica, a backup or an old AOF.
class ModelLog {
 public:
  redis::LogComparison compare(const ChainedPosition& copy, Now now) const;
  redis::LogComparison append(const ChainedPosition& copy,
                              const std::vector<redis::LogRecord>& records, Now now);
  std::vector<redis::LogEntry> read(Seq seq) const;
  std::optional<redis::LogEntry> entry(Seq seq) const;
  bool begin(const redis::LogComparison& seen, const ChainedPosition& base, bool keep,
             const std::string& filler, Now now);
  bool fill(const std::string& filler, Seq after, const std::vector<redis::LogRecord>& records,
            Now now);
  bool finish(const std::string& filler, Now now);
  int register_node(const std::string& node, const std::string& disk, Seq seq, int format, Now now);
  std::vector<std::string> registered_nodes(Now now) const;
  void request_copy(const std::string& node, Seq from);
  std::vector<redis::LogRecord> take_copy(const std::string& node, Seq from);
  void end_copy(const std::string& node) { copies_.erase(node); }
  std::vector<redis::LogServer::CopyRequest> copy_requests() const;
  bool give_copy(const redis::LogServer::CopyRequest& request,
                 const std::vector<redis::LogRecord>& records);

  // Faults.
  void delete_stream() { stream_.clear(); }

  Seq newest() const { return newest_; }
  std::size_t in_stream() const { return stream_.size(); }

  Seq margin = 10'000;    // records that the stream keeps behind the slowest node
  Seq ids_max = 100'000;  // ids that are remembered

 private:
  void add(const redis::LogRecord& record);

  LogNumber log_ = 0;
  Seq newest_ = 0;
  std::string chain_;
  std::map<Seq, redis::LogEntry> stream_;
  std::map<std::pair<std::string, std::string>, Seq> ids_;
  Seq ids_from_ = 1;  // every id from here on is in ids_
  std::string filler_;
  Now filler_until_{};
  struct Node {
    Seq seq = 0;
    Now registered{};
    std::string disk;
    int format = 1;
  };
  std::map<std::string, Node> nodes_;
  struct Copy {
    Seq next = 0;
    std::vector<redis::LogRecord> ready;
  };
  std::map<std::string, Copy> copies_;
};

}  // namespace dealbell::sim
