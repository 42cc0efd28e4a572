#include "redis/retryable.hpp"

#include <charconv>
#include <utility>

namespace dealbell::redis {
namespace {

constexpr std::pair<std::string_view, NotNow> words[] = {
    {"LOADING", NotNow::wait},      // reads its data from disk
    {"BUSY", NotNow::wait},         // a script runs for more than five seconds
    {"CLUSTERDOWN", NotNow::wait},  // nobody has the slot
    {"TRYAGAIN", NotNow::wait},     // the slot's keys are on their way
    {"ASK", NotNow::wait},          // the same; MOVED follows
    {"NOREPLICAS", NotNow::wait},   // min-replicas-to-write
    {"READONLY", NotNow::leave},    // has become a replica
    {"MASTERDOWN", NotNow::leave},  // is a replica, and its link to the master is down
    {"UNBLOCKED", NotNow::leave},   // has become a replica while we were waiting
    {"MOVED", NotNow::leave},
};

}  // namespace

std::optional<NotNow> retryable(const Reply& reply) {
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
