#include "core/events/event_fields.hpp"
#include "wire/event_json.hpp"
#include "wire/event_values.hpp"

namespace dealbell::wire {
namespace {

template <class Value>
void put_patch(JsonWriter& json, std::string_view name, const core::Patch<Value>& patch) {
  if (!patch) return;
  json.key(name);
  if (*patch)
    put(json, **patch);
  else
    json.null();
}

void put_patch(JsonWriter& json, std::string_view name, const NamedAmounts& amounts) {
  if (!amounts.empty()) put(json.key(name), amounts);
}

template <class Entity>
void put_entity(JsonWriter& json, const Entity& entity) {
  json.key(core::EventFields<Entity>::type).begin_object().member("id", entity.id);
  for (const auto& field : core::EventFields<Entity>::table)
    std::visit(
        [&](auto pointer) {
          if constexpr (std::is_same_v<decltype(pointer), core::CurrencyMember<Entity>>)
            put_patch(json, field.name, entity.*pointer.member);
          else
            put_patch(json, field.name, entity.*pointer);
        },
        field.member);
  if constexpr (std::is_same_v<Entity, core::RefundEvent>)
    if (entity.deleted) json.member("status", "deleted");
  json.end_object();
}

template <class Entity>
void put_event(JsonWriter& json, const core::Event& event, const Entity& entity) {
  json.begin_object().member("id", event.id).member("type", core::EventFields<Entity>::type);
  if (event.occurred_at) json.member("occurred_at", format_instant(*event.occurred_at));
  if (event.operation == core::Operation::create) json.member("operation", "create");
  if (event.operation == core::Operation::remove && !core::is_deleted(entity))
    json.member("operation", "delete");
  if (event.order) json.member("order", *event.order);
  if (event.quiet) json.member("quiet", true);
  put_entity(json, entity);
  json.end_object();
}

}  // namespace

std::string write_event(const core::Event& event) {
  JsonWriter json;
  std::visit([&](const auto& entity) { put_event(json, event, entity); }, event.what);
  return std::move(json).text();
}

}  // namespace dealbell::wire
