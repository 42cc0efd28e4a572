#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ops/config.hpp"

namespace dealbell::ops {

// The parsed command line. The form of its values is checked, not whether files exist.
struct CommandLine {
  enum Command {
    serve,
    check,
    org_apply,
    org_rates,
    org_show,
    import,
    send,
    token_create,
    token_list,
    token_revoke,
    user_link,
    verify
  } command = serve;
  Config config;                          // serve and send; the others use only config.data
  std::string file;                       // check, org apply, org rates, import, send
  std::string since;                      // org rates --since
  std::string map_file;                   // import --map
  std::string as_of;                      // import --as-of
  std::string currency;                   // import --currency
  std::string rejects_file;               // import --rejects
  std::string encoding;                   // import --encoding; "": found by itself
  std::size_t header_line = 0;            // import --header-line; 0: found by itself
  std::string source;                     // import --source, send
  std::string url;                        // send --url
  std::vector<std::string> headers;       // send --header, "Name: value"
  bool dry_run = false;                   // import --dry-run
  std::string name, role = "viewer", id;  // token
};

// Either a command, or an exit code; then everything has been printed (help, version, usage
// errors).
struct ParsedCommandLine {
  std::optional<CommandLine> command;
  int exit_code = 0;
};
ParsedCommandLine parse_command_line(int argc, const char* const* argv, const std::string& version);

}  // namespace dealbell::ops
