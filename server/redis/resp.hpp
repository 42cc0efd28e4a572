#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "redis/reply.hpp"

struct redisReader;

namespace dealbell::redis {

// Appends the command as Redis reads it.
void append_command(std::string& out, const Command& command);

// Replies out of bytes that come in pieces of any size. hiredis parses; it has no bound of its own,
// so we count: a reply that has taken more than `reply_max_bytes` and is not whole is refused.
// After an error the reader is of no use any more. One thread.
class ReplyReader {
 public:
  explicit ReplyReader(std::size_t reply_max_bytes);

  // Errc::too_large for a reply beyond the bound, Errc::corrupt for what is not RESP. At most one
  // piece beyond the bound is held.
  Result<> feed(std::string_view bytes);

  // The next whole reply, nothing if more bytes are needed; Errc::corrupt.
  Result<std::optional<Reply>> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
  std::size_t reply_max_bytes_;
  std::size_t pending_ = 0;  // bytes of the reply that is not whole yet
};

}  // namespace dealbell::redis
