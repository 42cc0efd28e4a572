#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// One file below `dir` as the response to a GET: content type by extension, strong ETag of the
// content, 304 if the client has it, the .gz file beside it if the client accepts gzip. Names with
// a content hash (app.4f3a9c.js) may be cached for ever, all others must be revalidated. `name` is
// relative and decoded; 404 if it leaves `dir` by ".." or a link, names a dotfile or does not
// exist. Blocks while it reads the file, at most 16 MiB and usually from the page cache.
Response static_file(const std::string& dir, std::string_view name, const Request& request);

}  // namespace dealbell::net
