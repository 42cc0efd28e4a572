#pragma once

namespace dealbell::app {

// Opens /dev/null as each of stdin, stdout and stderr that the process was started without.
// Otherwise the next file that is opened, such as the ledger, would get its number, and the log
// would be written into it. Call before anything is opened.
void open_standard_streams();

}  // namespace dealbell::app
