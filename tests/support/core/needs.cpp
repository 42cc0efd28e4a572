#include "support/core/needs.hpp"

namespace dealbell::test {

using namespace core;

Needs lines_of(const NeedsMapping& needs) {
  Needs lines;
  const auto add = [&](const std::string& what, const Listed<Unmapped>& list) {
    for (const auto& row : list.rows) {
      auto text = std::to_string(row.n);
      for (const auto& [currency, sum] : row.held_back)
        text += " " + currency + " " + format_amount(sum);
      if (!row.proposed.empty()) text += " proposed " + row.proposed;
      const auto within = row.pipeline.empty() ? "" : " in " + row.pipeline;
      lines[what + " " + row.source + ":" + row.key + within] = text;
    }
  };
  add("person", needs.people);
  add("stage", needs.stages);
  add("pipeline", needs.pipelines);
  add("currency", needs.currencies);
  add("authority", needs.other_authority);
  for (const auto& row : needs.incomplete.rows) {
    auto text = std::to_string(row.n);
    for (const auto& deal : row.deals) text += " " + deal;
    lines[row.missing + " " + row.source] = text;
  }
  for (const auto& pair : needs.twins.rows)
    lines["twin " + pair.later.source + ":" + pair.later.id] =
        "of " + pair.earlier.source + ":" + pair.earlier.id;
  return lines;
}

}  // namespace dealbell::test
