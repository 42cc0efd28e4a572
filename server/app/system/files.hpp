#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace dealbell::app {

// At most 256 MiB; Errc::io names the file and the reason.
Result<std::string> read_file(const std::string& path);

// Replaces the file whole (temp, fsync, rename), readable by its owner alone.
Result<> write_private_file(const std::string& path, const std::string& text);

// What tells this data directory from every other one: random, made by the first call.
Result<std::string> disk_id(const std::string& data);

// Names of the files that the server leaves in its data directory for its own commands.
std::string token_path(const std::string& data);    // the admin's token
std::string address_path(const std::string& data);  // http://HOST:PORT while it runs

// The bundled pages: `configured`, else a folder beside the program as the build and the package
// lay them out. Empty when there is none.
std::string find_web_dir(const std::string& configured);
// The mapping files that ship, looked for in the same way.
std::string find_sources_dir();

}  // namespace dealbell::app
