#include "redis/log_server.hpp"
#include "redis/sha1.hpp"

namespace dealbell::redis {

// The same as add() in log_scripts.cpp. The lengths distinguish records whose concatenated texts
// are equal.
std::string next_chain(std::string_view chain, const LogRecord& record) {
  std::string all(chain);
  all += std::to_string(record.received_at) + " " + std::to_string(record.source.size()) + " " +
         std::to_string(record.event_id.size()) + " ";
  all += record.source;
  all += record.event_id;
  all += record.body;
  return sha1_hex(all);
}

}  // namespace dealbell::redis
