#pragma once

namespace dealbell::bench {

// Raises the limit of open files to the hard limit, for this program and its future children.
void allow_many_open_files();
int open_files_max();

}  // namespace dealbell::bench
