#include "base/ascii.hpp"
#include "intake/mapping/reading.hpp"

namespace dealbell::intake {
namespace {

std::string usual_type(Format format) {
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

void read_headers(Reading& reading, const Place& place, Delivery& delivery) {
  if (!reading.is_object(place)) return;
  for (std::size_t i = 0; i < place.size(); ++i) {
    auto name = ascii_lower(place.value->names[i]);
    delivery.headers.emplace_back(std::move(name), reading.text(place.member(i)));
  }
}

// What a sample expects of one item.
void check_expected(Reading& reading, const Place& place) {
  if (!reading.is_object(place)) return;
  if (reading.may(place, "ignored")) return reading.only(place, {"ignored"});
  if (reading.may(place, "failed")) return reading.only(place, {"failed"});
  reading.only(place, {"id", "type", "occurred_at", "operation", "order", "quiet", "deal",
                       "activity", "refund", "previous", "sequence"});
}

}  // namespace

Sample read_sample(Reading& reading, const Place& place, const Plan& plan) {
  Sample sample;
  sample.pointer = place.pointer;
  sample.received_at = from_ms(1'764'000'000'000);
  if (!reading.is_object(place)) return sample;
  reading.only(place,
               {"name", "method", "target", "headers", "body", "received_at", "tables", "expect"});
  auto& delivery = sample.delivery;
  delivery.target = "/hooks/" + plan.name;
  if (const auto name = reading.want(place, "name")) sample.name = reading.text(*name);
  if (const auto method = reading.may(place, "method")) delivery.method = reading.text(*method);
  if (const auto target = reading.may(place, "target")) delivery.target = reading.text(*target);
  if (const auto headers = reading.may(place, "headers")) read_headers(reading, *headers, delivery);
  if (!first_header(delivery, "content-type"))
    delivery.headers.emplace_back("content-type", usual_type(plan.formats.front()));
  if (const auto body = reading.want(place, "body"))
    delivery.body = body->is(Value::Kind::string) ? body->value->text : to_json(*body->value);
  if (const auto tables = reading.may(place, "tables"))
    sample.tables = read_tables(reading, *tables);
  if (const auto at = reading.may(place, "received_at")) {
    const auto instant = parse_instant(reading.text(*at));
    if (!instant) reading.mistake(*at, instant.error().message);
    if (instant) sample.received_at = *instant;
  }
  if (const auto expect = reading.want(place, "expect")) {
    if (!reading.is_array(*expect)) return sample;
    for (std::size_t i = 0; i < expect->size(); ++i) check_expected(reading, expect->element(i));
    sample.expect = *expect->value;
  }
  return sample;
}

}  // namespace dealbell::intake
