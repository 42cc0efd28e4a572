#include "base/errc.hpp"

namespace dealbell {
namespace {

constexpr ErrcInfo table[] = {
    {Errc::bad_json, 400, "bad_json", "The body is not valid JSON"},
    {Errc::bad_utf8, 400, "bad_utf8", "The body is not valid UTF-8"},
    {Errc::too_deep, 400, "too_deep", "The JSON is nested too deeply"},
    {Errc::wrong_type, 422, "wrong_type", "A value has the wrong type"},
    {Errc::missing, 422, "missing", "A required field is missing"},
    {Errc::bad_value, 422, "bad_value", "A value is not possible"},
    {Errc::unknown_type, 422, "unknown_type", "This event type is not known"},
    {Errc::id_reused, 422, "id_reused", "This event id was used before with another body"},
    {Errc::bad_request, 400, "bad_request", "The request makes no sense"},
    {Errc::unauthorized, 401, "unauthorized", "A valid token is required"},
    {Errc::forbidden, 403, "forbidden", "This is not allowed"},
    {Errc::not_found, 404, "not_found", "There is nothing here"},
    {Errc::method_not_allowed, 405, "method_not_allowed", "This method is not allowed here"},
    {Errc::conflict, 409, "conflict", "The request conflicts with the present state"},
    {Errc::precondition_failed, 412, "precondition_failed", "The document has changed meanwhile"},
    {Errc::precondition_required, 428, "precondition_required", "Say which version is replaced"},
    {Errc::too_large, 413, "too_large", "The body is too large"},
    {Errc::unsupported_media, 415, "unsupported_media", "This content type is not understood"},
    {Errc::nothing_valid, 422, "nothing_valid", "No event of the request could be taken"},
    {Errc::too_wide, 422, "too_wide", "The question is too wide"},
    {Errc::too_many, 429, "too_many", "Too many requests"},
    {Errc::cannot_store, 503, "cannot_store", "The event cannot be stored right now"},
    {Errc::draining, 503, "draining", "The server is stopping"},
    {Errc::unavailable, 503, "unavailable", "Another server that is needed does not answer"},
    {Errc::io, 500, "io", "The operating system reported an error"},
    {Errc::corrupt, 500, "corrupt", "Stored data is damaged"},
    {Errc::usage, 400, "usage", "Wrong usage"},
    {Errc::internal, 500, "internal", "Internal error"},
};

}  // namespace

const ErrcInfo& info(Errc code) {
  for (const auto& row : table)
    if (row.code == code) return row;
  return table[sizeof table / sizeof *table - 1];
}

}  // namespace dealbell
