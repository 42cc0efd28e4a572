#include "redis/retryable.hpp"

#include <charconv>
#include <utility>

namespace dealbell::redis {
namespace {

constexpr std::pair<std::string_view, Retry> words[] = {
    {"LOADING", Retry::later},         // is reading its data from disk
    {"BUSY", Retry::later},            // a script has run for more than five seconds
    {"CLUSTERDOWN", Retry::later},     // no node has the slot
    {"TRYAGAIN", Retry::later},        // the slot's keys are being moved
    {"ASK", Retry::later},             // the same; MOVED follows when that is done
    {"NOREPLICAS", Retry::later},      // min-replicas-to-write
    {"READONLY", Retry::elsewhere},    // has become a replica
    {"MASTERDOWN", Retry::elsewhere},  // is a replica, and its link to the master is down
    {"UNBLOCKED", Retry::elsewhere},   // has become a replica during a blocking command
    {"MOVED", Retry::elsewhere},
};

}  // namespace

std::optional<Retry> retryable(const Reply& reply) {
  if (!reply.is_error()) return std::nullopt;
  for (const auto& [word, what] : words)
    if (reply.is_error(word)) return what;
  return std::nullopt;
}

std::optional<Endpoint> moved_to(const Reply& reply, const Endpoint& from) {
  if (!reply.is_error("MOVED")) return std::nullopt;
  const std::string_view text = reply.text;
  const auto place = text.substr(text.rfind(' ') + 1);
  const auto colon = place.rfind(':');
  if (colon == place.npos) return std::nullopt;
  Endpoint to;
  to.host = colon == 0 ? from.host : std::string(place.substr(0, colon));
  const auto digits = place.substr(colon + 1);
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), to.port);
  if (ec != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return to;
}

}  // namespace dealbell::redis
