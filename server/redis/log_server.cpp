#include "redis/log_server.hpp"
#include "base/hex.hpp"
#include "crypto/digest.hpp"

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
  return to_hex(crypto::sha1({all}));
}

}  // namespace dealbell::redis
