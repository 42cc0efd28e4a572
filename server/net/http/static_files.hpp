#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// One file below `dir` as the answer to a GET: content type by extension, strong ETag from the
// content, 304 when the client has it, the .gz beside it when the client takes gzip. Names with a
// content hash (app.4f3a9c.js) may be kept for ever, everything else is asked again each time.
// `name` is relative and decoded; one that leaves dir, through ".." or a link, names a dotfile or
// does not exist answers 404. Blocks for the time of reading a file of at most 16 MiB, from the
// page cache as a rule.
Response static_file(const std::string& dir, std::string_view name, const Request& request);

}  // namespace dealbell::net
