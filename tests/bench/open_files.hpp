#pragma once

namespace dealbell::bench {

// Lets this program, and those it starts from now on, open as many files as the machine allows.
void allow_many_open_files();
int open_files_max();

}  // namespace dealbell::bench
