#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "redis/log_server.hpp"
#include "redis/reply.hpp"

namespace dealbell::redis {

// What the shared log's commands and scripts answer, read. Anything else than what is expected is
// Errc::unavailable: somebody has changed the keys by hand, and that may pass.

Error malformed_reply(const Reply& reply);
Error away(Error why);  // whatever kept a call from being answered: a node then tries again
Result<LogComparison> comparison_of(const Result<Reply>& reply);
Result<std::vector<LogEntry>> entries_of(Reply reply);   // of XRANGE
Result<std::vector<LogRecord>> records_of(Reply reply);  // four texts each

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, wrong] = std::from_chars(text.data(), end, number);
  if (wrong != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace dealbell::redis
