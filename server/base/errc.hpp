#pragma once

#include <string_view>

namespace dealbell {

// All expected failures of requests and commands.
enum class Errc {
  bad_json,      // not JSON; the message has line and column
  bad_utf8,      // text that is not UTF-8
  too_deep,      // JSON nested more deeply than allowed
  wrong_type,    // a JSON value whose type is not the field's
  missing,       // a required field is missing
  bad_value,     // right type, invalid value
  unknown_type,  // unknown event type
  id_reused,     // an event id that was used before with different content
  bad_request,   // malformed request
  unauthorized,
  forbidden,
  not_found,
  method_not_allowed,
  conflict,
  precondition_failed,
  precondition_required,
  too_large,
  unsupported_media,
  nothing_valid,      // a batch without any valid event
  too_wide,           // a query that would visit more rows than allowed
  too_many,           // rate or connection limit
  cannot_store,       // disk full, or too many writes queued: retry later
  rejected_box_full,  // what a sender sent before and nobody decided about fills its share
  draining,           // the server is shutting down
  unavailable,        // another server does not answer; it may still carry out the request
  io,                 // the operating system reported an error
  corrupt,            // stored data is damaged
  usage,              // wrong command line or settings
  internal,
};

// How clients see an error: one row per Errc.
struct ErrcInfo {
  Errc code;
  int http_status;
  std::string_view name;   // stable, for programs
  std::string_view title;  // for people
};
const ErrcInfo& info(Errc code);

}  // namespace dealbell
