#include "app/system/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace dealbell::app {

void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    // open() returns the lowest free number, which is this one.
    if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", O_RDWR);
}

}  // namespace dealbell::app
