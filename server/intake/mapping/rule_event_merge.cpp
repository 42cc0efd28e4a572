#include <algorithm>

#include "core/events/event_limits.hpp"
#include "intake/mapping/rule_event.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t ids_max = 100;

// The ids that a merge names, each once, without those in `without`.
Result<std::vector<std::string>> ids_of(const Rule& rule, const Expressions& of, const char* member,
                                        const std::vector<std::string>& without,
                                        Evaluation& evaluation) {
  std::vector<std::string> ids;
  const auto add = [&](const Value& value) -> Result<> {
    if (!value.is_scalar()) return error(Errc::wrong_type, "expected an id or a list of ids");
    std::string id(trim(text_of(value)));
    evaluation.budget().add(ids.size() + without.size());
    const auto is_in = [&](const auto& list) { return std::ranges::find(list, id) != list.end(); };
    if (id.empty() || is_in(without) || is_in(ids)) return {};
    if (auto checked = core::check_event_id(id); !checked) return checked;
    if (ids.size() == ids_max) return error(Errc::too_large, "the merge has more than 100 deals");
    ids.push_back(std::move(id));
    return {};
  };
  for (const auto& expression : of) {
    const auto value = evaluation.value(expression);
    if (!value) return error_at(rule, member, value.error());
    if (!*value) continue;
    const bool list = (*value)->kind == Value::Kind::array;
    for (std::size_t i = 0; i < (list ? (*value)->items.size() : 1); ++i)
      if (auto added = add(list ? (*value)->items[i] : **value); !added)
        return error_at(rule, member, added.error());
  }
  return ids;
}

}  // namespace

Result<std::vector<core::Event>> merge_events(const Rule& rule, const std::string& winner,
                                              Evaluation& evaluation) {
  auto kept_ids = ids_of(rule, rule.keep, "/keep", {winner}, evaluation);
  if (!kept_ids) return kept_ids.error();
  kept_ids->push_back(winner);
  const auto ids = ids_of(rule, rule.losers, "/losers", *kept_ids, evaluation);
  if (!ids) return ids.error();
  std::vector<core::Event> events;
  auto kept = event_of(rule, winner, evaluation);
  if (!kept) return kept.error();
  kept->quiet = true;
  for (const auto& id : *ids) {
    core::Event removed = *kept;
    core::DealEvent deal;
    deal.id = id;
    deal.status.emplace(core::DealStatus::deleted);
    removed.what = std::move(deal);
    removed.operation = core::Operation::remove;
    events.push_back(std::move(removed));
  }
  if (!rule.set.empty()) events.push_back(std::move(*kept));
  return events;
}

}  // namespace dealbell::intake
