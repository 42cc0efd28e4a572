#include "support/intake/mapped.hpp"

#include <gtest/gtest.h>

#include "intake/document/json.hpp"
#include "intake/mapping/native_format.hpp"

namespace dealbell::test {

using intake::Delivery;
using intake::ItemOutcome;
using intake::Mapping;
using intake::Tables;

Mapping mapping_of(const std::string& json) {
  auto result = Mapping::read(json);
  for (const auto& error : result.errors)
    ADD_FAILURE() << error.pointer << ": " << error.message << "\n" << json;
  if (!result.mapping) throw std::runtime_error("the mapping has errors");
  return std::move(*result.mapping);
}

Mapping mapping_with(std::string_view members, std::string_view set) {
  return mapping_of(R"({"name":"test","dedupe":["$$.event"],)" + std::string(members) +
                    R"("rules":[{"emit":"deal","id":{"const":"D"},"set":)" + std::string(set) +
                    "}]}");
}

Delivery delivery_of(std::string body, std::string content_type) {
  Delivery delivery;
  delivery.target = "/hooks/test?tenant=a%20b&n=1";
  delivery.headers = {{"content-type", std::move(content_type)}, {"x-event", "push"}};
  delivery.body = std::move(body);
  return delivery;
}

std::string mapped(const Mapping& mapping, const Delivery& delivery, const Tables& tables) {
  const auto outcomes = mapping.map(delivery, "test", from_ms(1'795'424'400'000), tables);
  if (!outcomes) return "refused: " + outcomes.error().message;
  std::string lines;
  for (const auto& outcome : *outcomes) {
    if (!lines.empty()) lines += "\n";
    if (outcome.kind == ItemOutcome::Kind::event)
      lines += intake::to_json(intake::native_format(outcome.event));
    else if (outcome.kind == ItemOutcome::Kind::ignored)
      lines += "ignored: " + outcome.reason;
    else
      lines += "failed: " + outcome.error.pointer + ": " + outcome.error.message;
  }
  return lines;
}

std::string field(std::string_view name, std::string_view expression, std::string body,
                  std::string_view members) {
  const auto mapping =
      mapping_with(members, "{\"" + std::string(name) + "\":" + std::string(expression) + "}");
  body.insert(1, body == "{}" ? R"("event":"e")" : R"("event":"e",)");
  const auto outcomes =
      mapping.map(delivery_of(std::move(body)), "test", from_ms(1'795'424'400'000), {});
  if (!outcomes) return outcomes.error().message;
  const auto& outcome = outcomes->front();
  if (outcome.kind != ItemOutcome::Kind::event) return outcome.error.message;
  const auto event = intake::native_format(outcome.event);
  const auto* value = event.find("deal")->find(name);
  return value ? intake::to_json(*value) : "absent";
}

}  // namespace dealbell::test
