#pragma once

#include <string>

#include "app/webhooks/sources.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {

// What a mapping makes of a stored delivery, without taking anything: one JSON value
// {"outcomes":[{"item":0,"kind":"event","event":{…},"previous":{…}},
//  {"item":1,"kind":"ignored","reason":"…"},{"item":2,"kind":"failed","code":"…","message":"…",
//  "pointer":"…"}]}; a body that cannot be read is one failed item.
void write_dry_run(wire::JsonWriter& json, const intake::Mapping& mapping,
                   const intake::Tables& tables, const std::string& source,
                   const intake::Delivery& delivery, Instant received_at);

// The mapping to try: the one in `body`, or the source's own when that is empty. Errc::bad_value
// names the first mistake.
Result<intake::Mapping> mapping_to_try(const Source& source, const std::string& body);

}  // namespace dealbell::app
