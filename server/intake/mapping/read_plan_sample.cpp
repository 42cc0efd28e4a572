#include "base/ascii.hpp"
#include "intake/document/json.hpp"
#include "intake/mapping/read_plan.hpp"

namespace dealbell::intake {
namespace {

std::string default_type(Format format) {
  switch (format) {
    case Format::form:
      return "application/x-www-form-urlencoded";
    case Format::xml:
      return "text/xml; charset=utf-8";
    case Format::jwt:
      return "application/jwt";
    case Format::json:
    case Format::cloudevents:
      break;
  }
  return "application/json";
}

void read_headers(MappingReader& reader, const JsonPlace& place, Delivery& delivery) {
  if (!reader.is_object(place)) return;
  for (std::size_t i = 0; i < place.size(); ++i) {
    auto name = ascii_lower(place.value->names[i]);
    delivery.headers.emplace_back(std::move(name), reader.text(place.member(i)));
  }
}

// The expected outcome of one item.
void check_expected(MappingReader& reader, const JsonPlace& place) {
  if (!reader.is_object(place)) return;
  if (reader.optional(place, "ignored")) return reader.allow_only(place, {"ignored"});
  if (reader.optional(place, "failed")) return reader.allow_only(place, {"failed"});
  reader.allow_only(place, {"id", "type", "occurred_at", "operation", "order", "quiet", "deal",
                            "activity", "refund", "previous", "sequence"});
}

}  // namespace

Sample read_sample(MappingReader& reader, const JsonPlace& place, const Plan& plan) {
  Sample sample;
  sample.pointer = place.pointer;
  sample.received_at = from_ms(1'764'000'000'000);
  if (!reader.is_object(place)) return sample;
  reader.allow_only(
      place, {"name", "method", "target", "headers", "body", "received_at", "tables", "expect"});
  auto& delivery = sample.delivery;
  delivery.target = "/hooks/" + plan.name;
  if (const auto name = reader.required(place, "name")) sample.name = reader.text(*name);
  if (const auto method = reader.optional(place, "method")) delivery.method = reader.text(*method);
  if (const auto target = reader.optional(place, "target")) delivery.target = reader.text(*target);
  if (const auto headers = reader.optional(place, "headers"))
    read_headers(reader, *headers, delivery);
  if (!first_header(delivery, "content-type"))
    delivery.headers.emplace_back("content-type", default_type(plan.formats.front()));
  if (const auto body = reader.required(place, "body"))
    delivery.body = body->is(Value::Kind::string) ? body->value->text : to_json(*body->value);
  if (const auto tables = reader.optional(place, "tables"))
    sample.tables = read_tables(reader, *tables);
  if (const auto at = reader.optional(place, "received_at")) {
    const auto instant = parse_instant(reader.text(*at));
    if (!instant) reader.add_error(*at, instant.error().message);
    if (instant) sample.received_at = *instant;
  }
  if (const auto expect = reader.required(place, "expect")) {
    if (!reader.is_array(*expect)) return sample;
    for (std::size_t i = 0; i < expect->size(); ++i) check_expected(reader, expect->element(i));
    sample.expect = *expect->value;
  }
  return sample;
}

}  // namespace dealbell::intake
