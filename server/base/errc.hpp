#pragma once

#include <string_view>

namespace dealbell {

// Every way a request or a command can fail in an expected way.
enum class Errc {
  bad_json,      // not JSON; the message has line and column
  bad_utf8,      // text that is not UTF-8
  too_deep,      // JSON nested beyond the limit
  wrong_type,    // a JSON value of another type than the field has
  missing,       // a required field is absent
  bad_value,     // right type, impossible value
  unknown_type,  // an event type we do not know
  id_reused,     // an event id seen before with another body
  bad_request,   // the request itself makes no sense
  unauthorized,
  forbidden,
  not_found,
  method_not_allowed,
  conflict,
  precondition_failed,
  precondition_required,
  too_large,
  unsupported_media,
  nothing_valid,  // a batch without one valid event
  too_wide,       // a question that would visit more rows than we allow
  too_many,       // rate or connection limit
  cannot_store,   // disk full, or too many waiting: try again later
  draining,       // the server is stopping
  unavailable,    // another server that we need does not answer; what was asked may still be done
  io,             // the operating system said no
  corrupt,        // stored data does not read back
  usage,          // wrong command line or configuration
  internal,
};

// What the outside sees of an error: one row per Errc.
struct ErrcInfo {
  Errc code;
  int http_status;
  std::string_view name;   // stable, for programs
  std::string_view title;  // for people
};
const ErrcInfo& info(Errc code);

}  // namespace dealbell
