#include "wire/event_json_read.hpp"

#include <utility>

#include "core/events/event_fields.hpp"
#include "wire/event_json.hpp"
#include "wire/event_values.hpp"
#include "wire/json_check.hpp"

namespace dealbell::wire {
namespace {

Error twice() { return error(Errc::bad_value, "this field is given twice"); }

template <class Value, class Take>
Result<> take_patch(JsonCursor& json, core::Patch<Value>& patch, Take take_value) {
  if (patch) return twice();
  patch.emplace();
  if (json.kind() == JsonKind::null) return json.take_null(), Result<>{};
  auto taken = take_value(json, patch->emplace());
  if constexpr (std::is_same_v<Value, std::string>)
    if (taken && (*patch)->empty()) patch->reset();  // many systems send "" for no value
  return taken;
}

// Not a patch: each amount in it is a patch.
Result<> take_patch(JsonCursor& json, NamedAmounts& amounts) {
  return amounts.empty() ? take(json, amounts) : twice();
}

template <class Entity>
Result<> take_member(JsonCursor& json, Entity& entity, const core::MemberOf<Entity>& member) {
  return std::visit(
      [&](auto pointer) -> Result<> {
        if constexpr (std::is_same_v<decltype(pointer), core::CurrencyMember<Entity>>)
          return take_patch(json, entity.*pointer.member, take_currency);
        else if constexpr (std::is_same_v<decltype(pointer), NamedAmounts Entity::*>)
          return take_patch(json, entity.*pointer);
        else
          return take_patch(json, entity.*pointer,
                            [](JsonCursor& j, auto& value) { return take(j, value); });
      },
      member);
}

// Members that are in no table: the id, and the status of a refund.
template <class Entity>
Result<> take_other(std::string_view name, JsonCursor& json, Entity& entity) {
  if (name == "id") return entity.id.empty() ? take_id(json, entity.id) : twice();
  if constexpr (std::is_same_v<Entity, core::RefundEvent>) {
    if (name == "status" && json.kind() != JsonKind::null) {
      if (json.kind() != JsonKind::string) return unexpected(json, "the status \"deleted\"");
      entity.deleted = json.take_string() == "deleted";
      if (!entity.deleted) return error(Errc::bad_value, "the only status of a refund is deleted");
      return {};
    }
  }
  json.take_raw();
  return {};
}

template <class Entity>
Result<> take_entity(JsonCursor json, Entity& entity) {
  constexpr auto& table = core::EventFields<Entity>::table;
  if (json.kind() != JsonKind::object) return unexpected(json, "an object");
  // Senders mostly keep one order, often ours: so the search starts after the field found last.
  std::size_t hint = 0;
  auto walked = json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    const core::EventField<Entity>* field = nullptr;
    for (std::size_t tried = 0; tried < std::size(table) && !field; ++tried) {
      if (table[hint].name == name) field = &table[hint];
      hint = hint + 1 == std::size(table) ? 0 : hint + 1;
    }
    return inside(
        name, field ? take_member(value, entity, field->member) : take_other(name, value, entity));
  });
  if (walked && entity.id.empty()) return error(Errc::missing, "the id is missing", "/id");
  return walked;
}

void mark_deleted(core::DealEvent& deal) { deal.status.emplace(core::DealStatus::deleted); }
void mark_deleted(core::ActivityEvent& activity) {
  activity.status.emplace(core::ActivityStatus::deleted);
}
void mark_deleted(core::RefundEvent& refund) { refund.deleted = true; }

bool names_status(const core::RefundEvent& refund) { return refund.deleted; }
template <class Entity>
bool names_status(const Entity& entity) {
  return entity.status.has_value();
}

// The operation "delete" and the status "deleted" mean the same.
template <class Entity>
Result<> apply_deletion(core::Operation& operation, Entity& entity) {
  if (core::is_deleted(entity)) {
    operation = core::Operation::remove;
  } else if (operation == core::Operation::remove) {
    if (names_status(entity))
      return error(Errc::bad_value, "a deleted entity cannot have another status", "/operation");
    mark_deleted(entity);
  }
  return {};
}

// The envelope, and the raw text of the entity until the type is known: members come in any order.
struct Envelope {
  core::Event event;
  std::string type;
  std::string_view deal, activity, refund;
  bool has_operation = false, has_quiet = false;

  Result<> take_member(std::string_view name, JsonCursor& json) {
    if (name == "id") return event.id.empty() ? take_id(json, event.id) : twice();
    if (name == "type") return type.empty() ? take(json, type) : twice();
    if (name == "occurred_at") {
      if (json.kind() == JsonKind::null) return json.take_null(), Result<>{};
      return event.occurred_at ? twice() : take(json, event.occurred_at.emplace());
    }
    if (name == "operation")
      return std::exchange(has_operation, true) ? twice() : take(json, event.operation);
    if (name == "order") return event.order ? twice() : take(json, event.order.emplace());
    if (name == "quiet") return std::exchange(has_quiet, true) ? twice() : take(json, event.quiet);
    const auto raw = json.take_raw();
    if (auto* slot = name == "deal"       ? &deal
                     : name == "activity" ? &activity
                     : name == "refund"   ? &refund
                                          : nullptr) {
      if (!slot->empty()) return twice();
      *slot = raw;
    }
    return {};
  }

  template <class Entity>
  Result<> take_what(std::string_view raw) {
    const std::string name(core::EventFields<Entity>::type);
    if (raw.empty())
      return error(Errc::missing, "an event of this type needs \"" + name + "\"", "/" + name);
    auto& entity = event.what.emplace<Entity>();
    if (auto taken = inside(name, take_entity(JsonCursor(raw), entity)); !taken) return taken;
    return apply_deletion(event.operation, entity);
  }

  Result<> take_what() {
    if (type == "deal") return take_what<core::DealEvent>(deal);
    if (type == "activity") return take_what<core::ActivityEvent>(activity);
    if (type == "refund") return take_what<core::RefundEvent>(refund);
    if (type.empty()) return error(Errc::missing, "the type is missing", "/type");
    return error(
        Errc::unknown_type,
        "\"" + type.substr(0, 40) + "\" is not an event type: expected deal, activity or refund",
        "/type");
  }
};

}  // namespace

Result<core::Event> read_checked_event(std::string_view checked, std::string_view source,
                                       Instant received_at, OccurredAt occurred_at) {
  JsonCursor json(checked);
  if (json.kind() != JsonKind::object) return unexpected(json, "an event as an object");
  Envelope envelope;
  auto walked = json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    return inside(name, envelope.take_member(name, value));
  });
  if (!walked) return walked.error();
  if (envelope.event.id.empty()) return error(Errc::missing, "the id is missing", "/id");
  if (auto what = envelope.take_what(); !what) return what.error();
  if (!envelope.event.occurred_at && occurred_at == OccurredAt::required)
    return error(Errc::missing, "the time of the event is missing", "/occurred_at");
  envelope.event.source = source;
  envelope.event.received_at = received_at;
  return std::move(envelope.event);
}

Result<core::Event> read_event(std::string_view body, std::string_view source,
                               Instant received_at) {
  const auto corrupt = [](const Error& cause) {
    return error(Errc::corrupt, "a stored event cannot be read: " + cause.message, cause.pointer);
  };
  if (auto checked = check_json(body); !checked) return corrupt(checked.error());
  auto event = read_checked_event(body, source, received_at, OccurredAt::optional);
  if (!event) return corrupt(event.error());
  return event;
}

}  // namespace dealbell::wire
