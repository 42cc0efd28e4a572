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

// Appends the command in RESP.
void append_command(std::string& out, const Command& command);

// Parses replies from bytes that arrive in pieces of any size. hiredis does the parsing; it has no
// limit of its own, so we count: a reply that is incomplete after `reply_max_bytes` is refused.
// After an error the reader cannot be used any more. One thread.
class ReplyReader {
 public:
  explicit ReplyReader(std::size_t reply_max_bytes);

  // Errc::too_large for a reply beyond the limit, Errc::corrupt for what is not RESP. At most one
  // piece beyond the limit is kept in memory.
  Result<> feed(std::string_view bytes);

  // The next complete reply, nothing if more bytes are needed; Errc::corrupt.
  Result<std::optional<Reply>> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
  std::size_t reply_max_bytes_;
  std::size_t pending_ = 0;  // bytes of the reply that is incomplete
};

}  // namespace dealbell::redis
