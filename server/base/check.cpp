#include "base/check.hpp"

#include <fmt/core.h>

#include <cstdlib>

#include "base/log.hpp"

namespace dealbell {

void check_failed(const char* condition, const char* file, int line) {
  log_error(fmt::format("check failed: {} at {}:{}", condition, file, line));
  std::abort();
}

}  // namespace dealbell
