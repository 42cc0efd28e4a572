#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace dealbell::app {

// Errc::too_large above 256 MiB; Errc::io with the path and the reason.
Result<std::string> read_file(const std::string& path);

// Replaces the file at once (temporary file, fsync, rename); only its owner may read it.
Result<> write_private_file(const std::string& path, const std::string& text);

// The random id of this data directory, created by the first call.
Result<std::string> disk_id(const std::string& data);

// The files that a running server writes for the commands on the same machine.
std::string token_path(const std::string& data);    // the admin token
std::string address_path(const std::string& data);  // http://HOST:PORT while it runs

// The folder of the bundled pages: `configured`, or where the build or the package puts it relative
// to the program. Empty if there is none.
std::string find_web_dir(const std::string& configured);
// The folder of the bundled mapping files, found in the same way.
std::string find_sources_dir();

}  // namespace dealbell::app
