#include "wire/json_check.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

constexpr std::string_view key = "rates";

// One sheet per line, so that a history stays readable.
std::string written(const std::vector<core::RateSheet>& rates) {
  core::Org org;
  org.rates = rates;
  std::string text = "[";
  const auto sheets = write_rates(org);
  for (const auto& sheet : sheets)
    text.append(text.size() > 1 ? ",\n    " : "\n    ").append(sheet.dump());
  return text.append(text.size() > 1 ? "\n  ]" : "]");
}

}  // namespace

Result<std::string> with_rates(std::string_view document,
                               const std::vector<core::RateSheet>& rates) {
  if (auto checked = check_json(document); !checked) return checked.error();
  JsonCursor json(document);
  if (json.kind() != JsonKind::object) return unexpected(json, "an object");
  std::string_view old;
  bool members = false;
  (void)json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    const auto raw = value.take_raw();
    if (name == key) old = raw;
    members = true;
    return {};
  });
  std::string text(document);
  if (!old.empty()) {
    const auto at = static_cast<std::size_t>(old.data() - document.data());
    return text.replace(at, old.size(), written(rates));
  }
  const auto end = text.find_last_not_of(" \t\r\n", text.rfind('}') - 1) + 1;
  std::string member = members ? "," : "";
  member.append("\n  \"").append(key).append("\": ").append(written(rates));
  if (text[end] == '}') member += "\n";
  return text.insert(end, member);
}

}  // namespace dealbell::wire
