#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace dealbell::redis {

// A command's name and arguments, any bytes: {"SET", "key", "value"}.
using Command = std::vector<std::string>;

// What Redis answers to one command (RESP2).
struct Reply {
  enum class Kind { nil, integer, text, status, error, array };

  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;          // of text, of status ("OK") and of error ("WRONGTYPE Operation …")
  std::vector<Reply> array;  // nested at most seven deep, which is all the parser takes

  bool is_nil() const { return kind == Kind::nil; }
  bool is_error() const { return kind == Kind::error; }
  // Whether it is an error whose first word is this: "NOSCRIPT".
  bool is_error(std::string_view word) const;

  bool operator==(const Reply&) const = default;
};

// What is expected of the reply, or Errc::internal: with Redis' own words when it is an error, and
// with both kinds when it is of another kind. A text is a text or a status.
Result<std::string> as_text(Reply reply);
Result<std::int64_t> as_integer(const Reply& reply);
Result<std::vector<Reply>> as_array(Reply reply);

}  // namespace dealbell::redis
