#include "intake/mapping/emit.hpp"

#include <algorithm>
#include <charconv>

#include "intake/mapping/rule_event.hpp"

namespace dealbell::intake {
namespace {

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
