#include "intake/mapping/emit.hpp"

#include <algorithm>
#include <charconv>

#include "core/event_limits.hpp"
#include "intake/mapping/fields.hpp"

namespace dealbell::intake {
namespace {

Error at(const Rule& rule, const std::string& member, Error why) {
  why.pointer = rule.pointer + member;
  return why;
}

Result<std::string> entity_id(const Rule& rule, Evaluation& evaluation) {
  const auto id = evaluation.text(rule.id.front());
  if (!id) return at(rule, "/id", id.error());
  if (!*id || (*id)->empty())
    return at(rule, "/id", error(Errc::missing, "the payload has no id here"));
  if (auto good = core::check_event_id(**id); !good) return at(rule, "/id", good.error());
  return **id;
}

Result<std::optional<std::int64_t>> whole(const Expressions& of, Evaluation& evaluation) {
  if (of.empty()) return std::optional<std::int64_t>();
  const auto text = evaluation.text(of.front());
  if (!text) return text.error();
  if (!*text || (*text)->empty()) return std::optional<std::int64_t>();
  std::int64_t n = 0;
  const auto* end = (*text)->data() + (*text)->size();
  const auto [stop, ec] = std::from_chars((*text)->data(), end, n);
  if (ec != std::errc{} || stop != end)
    return error(Errc::bad_value, "\"" + (*text)->substr(0, 40) + "\" is not a whole number");
  return std::optional<std::int64_t>(n);
}

Result<bool> holds(const std::optional<Guard>& guard, Evaluation& evaluation) {
  return guard ? evaluation.holds(*guard) : Result<bool>(false);
}

// When it happened, unless the payload says nothing of it.
Result<std::optional<Instant>> moment(const Rule& rule, Evaluation& evaluation) {
  if (rule.at.empty()) return std::optional<Instant>();
  const auto text = evaluation.text(rule.at.front());
  if (!text) return at(rule, "/at", text.error());
  if (!*text || (*text)->empty()) return std::optional<Instant>();
  const auto instant = parse_instant(**text);
  if (!instant) return at(rule, "/at", instant.error());
  return std::optional<Instant>(*instant);
}

template <class Entity>
Result<> fill(Entity& entity, const std::vector<FieldRule>& fields, const Rule& rule,
              const std::string& member, Evaluation& evaluation) {
  for (const auto& field : fields) {
    const auto where = member + field.name;
    const auto value = evaluation.value(field.value);
    if (!value) return at(rule, where, value.error());
    if (!*value) continue;
    if (auto set = set_field(entity, field.name, **value); !set)
      return at(rule, where, set.error());
  }
  return {};
}

void mark_deleted(core::DealEvent& deal) { deal.status.emplace(core::DealStatus::deleted); }
void mark_deleted(core::ActivityEvent& activity) {
  activity.status.emplace(core::ActivityStatus::deleted);
}
void mark_deleted(core::RefundEvent& refund) { refund.deleted = true; }

bool removes(Emit emit) {
  return emit == Emit::deal_delete || emit == Emit::activity_delete || emit == Emit::refund_delete;
}

// The event of one rule, but for its id and its place in the sender's order.
template <class Entity>
Result<core::Event> entity_event(const Rule& rule, std::string id, Evaluation& evaluation) {
  core::Event event;
  event.received_at = evaluation.received_at();
  auto& entity = event.what.emplace<Entity>();
  entity.id = std::move(id);
  if (removes(rule.emit)) mark_deleted(entity);
  if (auto filled = fill(entity, rule.set, rule, "/set/", evaluation); !filled)
    return filled.error();
  const auto create = holds(rule.create, evaluation);
  if (!create) return at(rule, "/create", create.error());
  event.operation = is_deleted(entity) ? core::Operation::remove
                    : *create          ? core::Operation::create
                                       : core::Operation::change;
  auto occurred_at = moment(rule, evaluation);
  if (!occurred_at) return occurred_at.error();
  event.occurred_at = *occurred_at;
  const auto quiet = holds(rule.quiet, evaluation);
  if (!quiet) return at(rule, "/quiet", quiet.error());
  event.quiet = *quiet;
  return event;
}

Result<core::Event> event_of(const Rule& rule, std::string id, Evaluation& evaluation) {
  const auto entity = entity_of(rule.emit);
  if (entity == "activity")
    return entity_event<core::ActivityEvent>(rule, std::move(id), evaluation);
  if (entity == "refund") return entity_event<core::RefundEvent>(rule, std::move(id), evaluation);
  return entity_event<core::DealEvent>(rule, std::move(id), evaluation);
}

// The ids of a merge's losers, each once, without the winner.
Result<std::vector<std::string>> losers(const Rule& rule, const std::string& winner,
                                        Evaluation& evaluation) {
  std::vector<std::string> ids;
  const auto add = [&](const Value& value) -> Result<> {
    if (!value.is_scalar()) return error(Errc::wrong_type, "expected an id or a list of ids");
    std::string id(text_of(value));
    evaluation.work().add(ids.size());
    if (id.empty() || id == winner || std::ranges::find(ids, id) != ids.end()) return {};
    if (auto good = core::check_event_id(id); !good) return good;
    if (ids.size() == 100) return error(Errc::too_large, "a merge of more than 100 deals");
    ids.push_back(std::move(id));
    return {};
  };
  for (const auto& expression : rule.losers) {
    const auto given = evaluation.value(expression);
    if (!given) return at(rule, "/losers", given.error());
    if (!*given) continue;
    const bool list = (*given)->kind == Value::Kind::array;
    for (std::size_t i = 0; i < (list ? (*given)->items.size() : 1); ++i)
      if (auto added = add(list ? (*given)->items[i] : **given); !added)
        return at(rule, "/losers", added.error());
  }
  return ids;
}

// The losers go quietly; the winner is told of only where the rule sets something.
Result<std::vector<core::Event>> merge(const Rule& rule, const std::string& winner,
                                       Evaluation& evaluation) {
  const auto ids = losers(rule, winner, evaluation);
  if (!ids) return ids.error();
  std::vector<core::Event> events;
  auto kept = event_of(rule, winner, evaluation);
  if (!kept) return kept.error();
  kept->quiet = true;
  for (const auto& id : *ids) {
    core::Event gone = *kept;
    core::DealEvent deal;
    deal.id = id;
    mark_deleted(deal);
    gone.what = std::move(deal);
    gone.operation = core::Operation::remove;
    events.push_back(std::move(gone));
  }
  if (!rule.set.empty()) events.push_back(std::move(*kept));
  return events;
}

template <class Entity>
Result<std::vector<std::pair<std::string, std::string>>> previous(const Rule& rule,
                                                                  Evaluation& evaluation) {
  core::Event event;
  auto& before = event.what.emplace<Entity>();
  if (auto filled = fill(before, rule.previous, rule, "/prev/", evaluation); !filled)
    return filled.error();
  std::vector<std::pair<std::string, std::string>> texts;
  const auto all = native(event);
  const auto& fields = *all.find(core::EventFields<Entity>::type);
  for (std::size_t i = 1; i < fields.items.size(); ++i)  // the first is the id
    texts.emplace_back(fields.names[i], text_of(fields.items[i]));
  return texts;
}

Result<std::vector<std::pair<std::string, std::string>>> previous_of(const Rule& rule,
                                                                     Evaluation& evaluation) {
  const auto entity = entity_of(rule.emit);
  if (entity == "activity") return previous<core::ActivityEvent>(rule, evaluation);
  if (entity == "refund") return previous<core::RefundEvent>(rule, evaluation);
  return previous<core::DealEvent>(rule, evaluation);
}

Result<std::vector<core::Event>> events_of(const Rule& rule, Evaluation& evaluation) {
  auto id = entity_id(rule, evaluation);
  if (!id) return id.error();
  if (rule.emit == Emit::deal_merge) return merge(rule, *id, evaluation);
  auto event = event_of(rule, std::move(*id), evaluation);
  if (!event) return event.error();
  return std::vector{std::move(*event)};
}

// One rule that holds: appends its outcomes.
Result<> apply(const Plan& plan, const Rule& rule, Evaluation& evaluation,
               const std::string& source, std::vector<Outcome>& out) {
  if (rule.emit == Emit::ignore) {
    out.push_back({.kind = Outcome::Kind::ignored, .reason = rule.reason});
    return {};
  }
  auto events = events_of(rule, evaluation);
  if (!events) return events.error();
  const auto order = whole(plan.seq, evaluation);
  if (!order) return error(order.error().code, order.error().message, "/seq");
  const auto sequence = whole(plan.sequence, evaluation);
  if (!sequence) return error(sequence.error().code, sequence.error().message, "/sequence");
  const auto before = previous_of(rule, evaluation);
  if (!before) return before.error();
  for (auto& event : *events) {
    const auto nth = static_cast<std::size_t>(std::ranges::count_if(
        out, [](const Outcome& o) { return o.kind == Outcome::Kind::event; }));
    auto id = event_id(plan, evaluation, nth);
    if (!id) return error(id.error().code, id.error().message, "/dedupe");
    event.id = std::move(*id);
    event.source = source;
    event.order = *order;
    out.push_back({.event = std::move(event), .previous = *before, .sequence = *sequence});
  }
  return {};
}

}  // namespace

std::vector<Outcome> outcomes(const Plan& plan, Evaluation& evaluation, std::size_t item,
                              const std::string& source) {
  std::vector<Outcome> out;
  const auto failed = [&](Error why) {
    return std::vector<Outcome>{
        {.kind = Outcome::Kind::failed, .item = item, .error = std::move(why)}};
  };
  for (const auto& rule : plan.rules) {
    const auto holds = evaluation.holds(rule.when);
    if (!holds) return failed(at(rule, "/when", holds.error()));
    if (!*holds) continue;
    if (auto applied = apply(plan, rule, evaluation, source, out); !applied)
      return failed(applied.error());
    if (!plan.match_all) break;
  }
  const bool any =
      std::ranges::any_of(out, [](const Outcome& o) { return o.kind == Outcome::Kind::event; });
  // Beside an event, a rule that ignores says nothing.
  if (any) std::erase_if(out, [](const Outcome& o) { return o.kind == Outcome::Kind::ignored; });
  if (out.size() > 1 && !any) out.resize(1);
  if (out.empty()) out.push_back({.kind = Outcome::Kind::ignored, .reason = "no rule is about it"});
  for (auto& outcome : out) outcome.item = item;
  return out;
}

}  // namespace dealbell::intake
