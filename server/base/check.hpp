#pragma once

// Guards an invariant whose violation would make figures wrong. Logs the place and aborts;
// after a restart the state is rebuilt from the ledger. Never for input.
#define DEALBELL_CHECK(condition) \
  ((condition) ? void() : ::dealbell::check_failed(#condition, __FILE__, __LINE__))

namespace dealbell {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}
