#include "intake/mapping/rule_event.hpp"

#include "core/events/event_limits.hpp"
#include "intake/currency.hpp"
#include "intake/mapping/fields.hpp"
#include "intake/mapping/native_format.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

Result<std::string> entity_id(const Rule& rule, Evaluation& evaluation) {
  const auto text = evaluation.text(rule.id.front());
  if (!text) return error_at(rule, "/id", text.error());
  std::string id(trim(text->value_or("")));
  if (id.empty()) return error_at(rule, "/id", error(Errc::missing, "the payload has no id here"));
  if (auto checked = core::check_event_id(id); !checked)
    return error_at(rule, "/id", checked.error());
  return id;
}

Result<bool> matches(const std::optional<Guard>& guard, Evaluation& evaluation) {
  return guard ? evaluation.matches(*guard) : Result<bool>(false);
}

// When it happened; nullopt if the payload does not say.
Result<std::optional<Instant>> occurred_at(const Rule& rule, Evaluation& evaluation) {
  if (rule.at.empty()) return std::optional<Instant>();
  const auto text = evaluation.text(rule.at.front());
  if (!text) return error_at(rule, "/at", text.error());
  if (!*text || (*text)->empty()) return std::optional<Instant>();
  const auto instant = parse_instant(**text);
  if (!instant) return error_at(rule, "/at", instant.error());
  return std::optional<Instant>(*instant);
}

template <class Entity>
Result<> fill(Entity& entity, const std::vector<FieldRule>& fields, const Rule& rule,
              const std::string& member, Evaluation& evaluation) {
  for (const auto& field : fields) {
    const auto pointer = member + field.name;
    const auto value = evaluation.value(field.value);
    if (!value) return error_at(rule, pointer, value.error());
    if (!*value) continue;
    if (auto set = set_field(entity, field.name, **value); !set)
      return error_at(rule, pointer, set.error());
  }
  return {};
}

// What the amount says about its currency: it names it if nothing else does, and must not
// contradict.
template <class Entity>
Result<> settle_currency(Entity& entity, const std::string& amount) {
  if (amount.empty()) return {};
  const auto named = written_currency(amount);
  const std::string given = entity.currency && *entity.currency ? **entity.currency : "";
  if (given.empty()) {
    if (!named)
      return error(Errc::missing, "the amount \"" + amount + "\" does not say which " +
                                      std::string(shared_sign(amount)) + " it means");
    entity.currency.emplace(*named);
    return {};
  }
  if (may_be_in(amount, given)) return {};
  return error(Errc::bad_value, "the amount \"" + amount + "\" is not in the currency " + given);
}
Result<> settle_currency(core::ActivityEvent&, const std::string&) { return {}; }

void mark_deleted(core::DealEvent& deal) { deal.status.emplace(core::DealStatus::deleted); }
void mark_deleted(core::ActivityEvent& activity) {
  activity.status.emplace(core::ActivityStatus::deleted);
}
void mark_deleted(core::RefundEvent& refund) { refund.deleted = true; }

bool removes(Emit emit) {
  return emit == Emit::deal_delete || emit == Emit::activity_delete || emit == Emit::refund_delete;
}

// The event of a rule without its id, source and order.
template <class Entity>
Result<core::Event> entity_event(const Rule& rule, std::string&& id, Evaluation& evaluation) {
  core::Event event;
  event.received_at = evaluation.received_at();
  auto& entity = event.what.emplace<Entity>();
  entity.id = std::move(id);
  if (removes(rule.emit)) mark_deleted(entity);
  if (auto filled = fill(entity, rule.set, rule, "/set/", evaluation); !filled)
    return filled.error();
  if (auto settled = settle_currency(entity, evaluation.amount_with_currency()); !settled)
    return error_at(rule, "/set/amount", settled.error());
  const auto create = matches(rule.create, evaluation);
  if (!create) return error_at(rule, "/create", create.error());
  event.operation = is_deleted(entity) ? core::Operation::remove
                    : *create          ? core::Operation::create
                                       : core::Operation::change;
  auto instant = occurred_at(rule, evaluation);
  if (!instant) return instant.error();
  event.occurred_at = *instant;
  const auto quiet = matches(rule.quiet, evaluation);
  if (!quiet) return error_at(rule, "/quiet", quiet.error());
  event.quiet = *quiet;
  return event;
}

template <class Entity>
Result<FieldTexts> previous(const Rule& rule, Evaluation& evaluation) {
  core::Event event;
  auto& before = event.what.emplace<Entity>();
  if (auto filled = fill(before, rule.previous, rule, "/prev/", evaluation); !filled)
    return filled.error();
  FieldTexts texts;
  const auto all = native_format(event);
  const auto& fields = *all.find(core::EventFields<Entity>::type);
  for (std::size_t i = 1; i < fields.items.size(); ++i)  // the first is the id
    texts.emplace_back(fields.names[i], text_of(fields.items[i]));
  return texts;
}

}  // namespace

Error error_at(const Rule& rule, const std::string& member, Error error) {
  error.pointer = rule.pointer + member;
  return error;
}

Result<core::Event> event_of(const Rule& rule, std::string id, Evaluation& evaluation) {
  const auto entity = entity_of(rule.emit);
  if (entity == "activity")
    return entity_event<core::ActivityEvent>(rule, std::move(id), evaluation);
  if (entity == "refund") return entity_event<core::RefundEvent>(rule, std::move(id), evaluation);
  return entity_event<core::DealEvent>(rule, std::move(id), evaluation);
}

Result<FieldTexts> previous_of(const Rule& rule, Evaluation& evaluation) {
  const auto entity = entity_of(rule.emit);
  if (entity == "activity") return previous<core::ActivityEvent>(rule, evaluation);
  if (entity == "refund") return previous<core::RefundEvent>(rule, evaluation);
  return previous<core::DealEvent>(rule, evaluation);
}

Result<std::vector<core::Event>> events_of(const Rule& rule, Evaluation& evaluation) {
  auto id = entity_id(rule, evaluation);
  if (!id) return id.error();
  if (rule.emit == Emit::deal_merge) return merge_events(rule, *id, evaluation);
  auto event = event_of(rule, std::move(*id), evaluation);
  if (!event) return event.error();
  return std::vector{std::move(*event)};
}

}  // namespace dealbell::intake
