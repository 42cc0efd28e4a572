#include "base/errc.hpp"

namespace dealbell {
namespace {

constexpr ErrcInfo table[] = {
    {Errc::bad_json, 400, "bad_json", "The body is not valid JSON"},
    {Errc::bad_utf8, 400, "bad_utf8", "The body is not valid UTF-8"},
    {Errc::too_deep, 400, "too_deep", "The JSON is nested too deeply"},
    {Errc::wrong_type, 422, "wrong_type", "A value has the wrong type"},
    {Errc::missing, 422, "missing", "A required field is missing"},
    {Errc::bad_value, 422, "bad_value", "Invalid value"},
    {Errc::unknown_type, 422, "unknown_type", "Unknown event type"},
    {Errc::id_reused, 422, "id_reused", "This event id was used before with different content"},
    {Errc::bad_request, 400, "bad_request", "Malformed request"},
    {Errc::unauthorized, 401, "unauthorized", "A valid token is required"},
    {Errc::forbidden, 403, "forbidden", "Not allowed"},
    {Errc::not_found, 404, "not_found", "Not found"},
    {Errc::method_not_allowed, 405, "method_not_allowed", "Method not allowed"},
    {Errc::conflict, 409, "conflict", "The request conflicts with the current state"},
    {Errc::precondition_failed, 412, "precondition_failed",
     "The document has changed since it was read"},
    {Errc::precondition_required, 428, "precondition_required",
     "The request must name the version that it replaces"},
    {Errc::too_large, 413, "too_large", "The body is too large"},
    {Errc::unsupported_media, 415, "unsupported_media", "Unsupported content type"},
    {Errc::nothing_valid, 422, "nothing_valid", "The request contains no valid event"},
    {Errc::too_wide, 422, "too_wide", "The query is too broad"},
    {Errc::too_many, 429, "too_many", "Too many requests"},
    {Errc::cannot_store, 503, "cannot_store", "The event cannot be stored right now"},
    {Errc::rejected_box_full, 503, "rejected_box_full",
     "Too much of this sender waits for a decision"},
    {Errc::draining, 503, "draining", "The server is shutting down"},
    {Errc::unavailable, 503, "unavailable", "A server that Dealbell depends on does not answer"},
    {Errc::io, 500, "io", "The operating system reported an error"},
    {Errc::corrupt, 500, "corrupt", "Stored data is damaged"},
    {Errc::usage, 400, "usage", "Incorrect usage"},
    {Errc::internal, 500, "internal", "Internal error"},
};

}  // namespace

const ErrcInfo& info(Errc code) {
  for (const auto& row : table)
    if (row.code == code) return row;
  return table[sizeof table / sizeof *table - 1];
}

}  // namespace dealbell
