#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/result.hpp"

namespace dealbell::bench {

// Prints why the benchmark cannot continue, and exits with 1.
[[noreturn]] inline void give_up(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  if (!result) give_up(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace dealbell::bench
