#pragma once

#include <string>

#include "app/webhooks/sources.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {

// Runs a mapping on a stored delivery without submitting anything, and writes the outcomes as one
// JSON value: {"outcomes":[{"item":0,"kind":"event","event":{…},"previous":{…}},
//  {"item":1,"kind":"ignored","reason":"…"},{"item":2,"kind":"failed","code":"…","message":"…",
//  "pointer":"…"}]}. A body that cannot be decoded is one failed item.
void write_dry_run(wire::JsonWriter& json, const intake::Mapping& mapping,
                   const intake::Tables& tables, const std::string& source,
                   const intake::Delivery& delivery, Instant received_at,
                   const core::Calendar& office);

// The mapping in `body`, or the source's own when that is empty. The Error is the first mistake in
// the mapping.
Result<intake::Mapping> mapping_to_try(const Source& source, const std::string& body);

}  // namespace dealbell::app
