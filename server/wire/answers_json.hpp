#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::wire {

// Reads JSON of our own: the server's answers, for our commands, and logins from our pages.
// Tolerant: missing values are empty.

// A receipt written by write_receipt; Errc::io if it is not one.
Result<Receipt> read_receipt(std::string_view body);

// An RFC 9457 problem as an Error: status 503 is Errc::cannot_store, any other Errc::bad_value.
Error read_problem(int status, std::string_view body);

// The credentials of a login: a one-time code or a token.
struct Login {
  std::string code, token;
};
Login read_login(std::string_view body);

// The address in the answer to a request for a login link; Errc::io if there is none.
Result<std::string> read_login_link(std::string_view body);

}  // namespace dealbell::wire
