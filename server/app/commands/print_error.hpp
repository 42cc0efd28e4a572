#pragma once

#include <iostream>

#include "base/result.hpp"

namespace dealbell::app {

// Says on stderr what went wrong; the exit code for it.
inline int print_error(const Error& e) {
  std::cerr << "dealbell: ";
  if (!e.pointer.empty()) std::cerr << e.pointer << ": ";
  std::cerr << e.message << "\n";
  return e.code == Errc::usage ? 2 : 1;
}

}  // namespace dealbell::app
