#pragma once

namespace dealbell::bench {

// What this program itself has used of the machine so far, user and system. It shares the machine
// with what it measures, so it says how much it took.
double own_cpu_seconds();

}  // namespace dealbell::bench
