#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::wire {

// Our own answers, read back by our own commands and pages' requests. Tolerant: what is not there
// is empty.

// A receipt as write_receipt wrote it; Errc::io when it is none.
Result<Receipt> read_receipt(std::string_view body);

// An RFC 9457 problem as an Error: 503 is Errc::cannot_store, everything else Errc::bad_value.
Error read_problem(int status, std::string_view body);

// What somebody logs in with: a one-time code or a token.
struct Login {
  std::string code, token;
};
Login read_login(std::string_view body);

}  // namespace dealbell::wire
