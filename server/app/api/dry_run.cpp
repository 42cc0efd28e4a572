#include "app/api/dry_run.hpp"

#include "wire/event_json.hpp"

namespace dealbell::app {
namespace {

void write_failure(wire::JsonWriter& json, const Error& e) {
  json.member("kind", "failed").member("code", info(e.code).name);
  json.member("message", e.message).member("pointer", e.pointer);
}

void write_outcome(wire::JsonWriter& json, const intake::ItemOutcome& outcome) {
  json.begin_object().member("item", outcome.item);
  switch (outcome.kind) {
    case intake::ItemOutcome::Kind::event:
      json.member("kind", "event").key("event").raw(wire::write_event(outcome.event));
      break;
    case intake::ItemOutcome::Kind::ignored:
      json.member("kind", "ignored").member("reason", outcome.reason);
      break;
    case intake::ItemOutcome::Kind::failed:
      write_failure(json, outcome.error);
      break;
  }
  if (!outcome.previous.empty()) {
    json.key("previous").begin_object();
    for (const auto& [field, text] : outcome.previous) json.member(field, text);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

void write_dry_run(wire::JsonWriter& json, const intake::Mapping& mapping,
                   const intake::Tables& tables, const std::string& source,
                   const intake::Delivery& delivery, Instant received_at,
                   const core::Calendar& office) {
  json.begin_object().key("outcomes").begin_array();
  const auto outcomes = mapping.map(delivery, source, received_at, tables, office);
  if (outcomes) {
    for (const auto& outcome : *outcomes) write_outcome(json, outcome);
  } else {
    json.begin_object().member("item", 0);
    write_failure(json, outcomes.error());
    json.end_object();
  }
  json.end_array().end_object();
}

Result<intake::Mapping> mapping_to_try(const Source& source, const std::string& body) {
  if (body.empty()) return source.mapping;
  auto reading = intake::Mapping::read(body);
  if (!reading.errors.empty()) return reading.errors.front();
  return std::move(*reading.mapping);
}

}  // namespace dealbell::app
