#include "intake/mapping/apply_rules.hpp"

#include <algorithm>
#include <charconv>

#include "intake/mapping/event_id.hpp"
#include "intake/mapping/rule_event.hpp"

namespace dealbell::intake {
namespace {

Result<std::optional<std::int64_t>> integer(const Expressions& of, Evaluation& evaluation) {
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

// Appends the outcomes of a matching rule.
Result<> apply_rule(const Plan& plan, const Rule& rule, Evaluation& evaluation,
                    const std::string& source, std::vector<ItemOutcome>& out) {
  if (rule.emit == Emit::ignore) {
    out.push_back({.kind = ItemOutcome::Kind::ignored, .reason = rule.reason});
    return {};
  }
  if (rule.emit == Emit::reject) return error_at(rule, "", error(Errc::missing, rule.reason));
  auto events = events_of(rule, evaluation);
  if (!events) return events.error();
  const auto order = integer(plan.seq, evaluation);
  if (!order) return error(order.error().code, order.error().message, "/seq");
  const auto sequence = integer(plan.sequence, evaluation);
  if (!sequence) return error(sequence.error().code, sequence.error().message, "/sequence");
  const auto before = previous_of(rule, evaluation);
  if (!before) return before.error();
  for (auto& event : *events) {
    const auto nth = static_cast<std::size_t>(std::ranges::count_if(
        out, [](const ItemOutcome& o) { return o.kind == ItemOutcome::Kind::event; }));
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

std::vector<ItemOutcome> apply_rules(const Plan& plan, Evaluation& evaluation, std::size_t index,
                                     const std::string& source) {
  std::vector<ItemOutcome> out;
  const auto failed = [&](Error why) {
    return std::vector<ItemOutcome>{
        {.kind = ItemOutcome::Kind::failed, .item = index, .error = std::move(why)}};
  };
  for (const auto& rule : plan.rules) {
    const auto matches = evaluation.matches(rule.when);
    if (!matches) return failed(error_at(rule, "/when", matches.error()));
    if (!*matches) continue;
    if (auto applied = apply_rule(plan, rule, evaluation, source, out); !applied)
      return failed(applied.error());
    if (!plan.match_all) break;
  }
  const bool any = std::ranges::any_of(
      out, [](const ItemOutcome& o) { return o.kind == ItemOutcome::Kind::event; });
  // If any rule gave an event, those that ignore the item do not count.
  if (any)
    std::erase_if(out, [](const ItemOutcome& o) { return o.kind == ItemOutcome::Kind::ignored; });
  if (out.size() > 1 && !any) out.resize(1);
  // The samples of people's own mapping files quote these reasons: they must not change.
  if (out.empty())
    out.push_back({.kind = ItemOutcome::Kind::ignored, .reason = "no rule is about it"});
  for (auto& outcome : out) outcome.item = index;
  return out;
}

}  // namespace dealbell::intake
