#pragma once

namespace dealbell::bench {

// The processor time that this program has used so far, user and system. It is printed with the
// results because the load generator shares the machine with the server.
double own_cpu_seconds();

}  // namespace dealbell::bench
