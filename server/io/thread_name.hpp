#pragma once

#include <string_view>

namespace dealbell::io {

// Names the calling thread; `top -H`, debuggers and the log show the name. At most 15 characters,
// the kernel's limit; the rest is dropped.
void name_this_thread(std::string_view name);

}  // namespace dealbell::io
