#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace dealbell::app {

// How every command reports a failure: one line on stderr. Returns the exit code for it.
int print_error(const Error& error);

// The mistakes in a file, one line each: FILE: /pointer: message. Returns the exit code, 0 if there
// are none.
int print_error(const std::string& file, const std::vector<Error>& errors);

}  // namespace dealbell::app
