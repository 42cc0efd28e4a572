#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "redis/log_server.hpp"
#include "redis/reply.hpp"

namespace dealbell::redis {

// Parses the replies to the shared log's commands and scripts. An unexpected reply is
// Errc::unavailable: somebody has changed the keys by hand, and a later attempt may succeed.

Error malformed_reply(const Reply& reply);
Error unavailable(Error why);  // the same error as Errc::unavailable, so that the node retries
Result<LogComparison> comparison_of(const Result<Reply>& reply);
Result<std::vector<LogEntry>> entries_of(Reply reply);   // of XRANGE
Result<std::vector<LogRecord>> records_of(Reply reply);  // four texts per record

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace dealbell::redis
