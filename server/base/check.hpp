#pragma once

// Guards an invariant whose breach would show wrong numbers: says where and stops the program. The
// ledger rebuilds us. Never for input.
#define DEALBELL_CHECK(condition) \
  ((condition) ? void() : ::dealbell::check_failed(#condition, __FILE__, __LINE__))

namespace dealbell {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}
