#include "app/system/memory.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <string_view>

// mimalloc does not see std::set_new_handler, and aborts. Absent with other allocators.
extern "C" void mi_register_error(void (*handler)(int error, void* argument), void* argument)
    __attribute__((weak));

namespace dealbell::app {
namespace {

// Must not allocate.
[[noreturn]] void end_process() {
  constexpr std::string_view line =
      "dealbell: the memory is exhausted: the system refused to give this process more\n";
  (void)!::write(STDERR_FILENO, line.data(), line.size());
  std::_Exit(EXIT_FAILURE);
}

}  // namespace

void end_when_memory_is_exhausted() {
  std::set_new_handler(end_process);
  const auto on_error = [](int error, void*) {
    if (error == ENOMEM) end_process();
  };
  if (mi_register_error != nullptr) mi_register_error(on_error, nullptr);
}

}  // namespace dealbell::app
