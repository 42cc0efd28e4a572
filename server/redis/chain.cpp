#include <openssl/sha.h>

#include <array>

#include "redis/log_server.hpp"

namespace dealbell::redis {

// The lengths keep two records apart that are cut in other places.
std::string next_chain(std::string_view chain, const LogRecord& record) {
  std::string all(chain);
  all += std::to_string(record.received_at) + " " + std::to_string(record.source.size()) + " " +
         std::to_string(record.event_id.size()) + " ";
  all += record.source;
  all += record.event_id;
  all += record.body;
  std::array<unsigned char, SHA_DIGEST_LENGTH> hash;
  ::SHA1(reinterpret_cast<const unsigned char*>(all.data()), all.size(), hash.data());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * hash.size());
  for (const auto byte : hash) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

}  // namespace dealbell::redis
