#pragma once

namespace dealbell::app {

// From now on, a failed allocation ends the process with a line on stderr and exit code 1. Without
// it the allocator aborts without a word. What was acknowledged is on disk, so a restart loses
// nothing.
void end_when_memory_is_exhausted();

}  // namespace dealbell::app
