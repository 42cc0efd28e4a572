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
  std::vector<Reply> array;  // nested at most seven deep, the parser's limit

  bool is_nil() const { return kind == Kind::nil; }
  bool is_error() const { return kind == Kind::error; }
  // Whether it is an error whose first word is `word`, such as "NOSCRIPT".
  bool is_error(std::string_view word) const;

  bool operator==(const Reply&) const = default;
};

// The reply's value if it is of this kind; otherwise Errc::internal, with Redis' own message when
// it is an error reply, else with both kinds. as_text accepts a text or a status.
Result<std::string> as_text(Reply reply);
Result<std::int64_t> as_integer(const Reply& reply);
Result<std::vector<Reply>> as_array(Reply reply);

}  // namespace dealbell::redis
