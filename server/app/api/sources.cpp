#include "app/api/sources.hpp"

#include "app/api/json_response.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

std::optional<std::int64_t> in_ms(const std::optional<Instant>& at) {
  if (!at) return std::nullopt;
  return to_ms(*at);
}

void write_source(wire::JsonWriter& json, const SourceReport& source) {
  const auto& health = source.health;
  json.begin_object().member("id", source.id);
  if (!source.title.empty()) json.member("title", source.title);
  json.member("state", intake::word_of(health.state));
  write_optional(json, "last", in_ms(health.last));
  write_optional(json, "last_accepted", in_ms(health.last_accepted));
  json.member("per_hour", health.per_hour);
  write_optional(json, "normal_per_hour", health.normal_per_hour);
  write_optional(json, "error_share", health.error_share);
  json.member("signature_failures", health.signature_failures).member("gaps", health.missing);
  json.member("detail", health.detail).end_object();
}

}  // namespace

Answer get_sources(ApiContext& api, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("sources").begin_array();
  for (const auto& source : api.monitor.health(io::now())) write_source(json, source);
  json.end_array().end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
