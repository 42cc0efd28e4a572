#include "intake/mapping/event_id.hpp"

#include "base/hash.hpp"
#include "core/events/event_limits.hpp"

namespace dealbell::intake {
namespace {

// Makes different lists of parts give different ids, without control characters.
void append_escaped(std::string& id, std::string_view part) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : part) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && c != '|' && c != '%') {
      id += c;
      continue;
    }
    id += '%';
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
}

}  // namespace

Result<std::string> event_id(const Plan& plan, Evaluation& evaluation, std::size_t nth) {
  std::string id;
  bool any = false;
  for (std::size_t i = 0; i < plan.dedupe.size(); ++i) {
    const auto part = evaluation.text(plan.dedupe[i]);
    if (!part) return part.error();
    any = any || (*part && !(*part)->empty());
    if (i > 0) id += '|';
    if (*part) append_escaped(id, **part);
  }
  if (!any) return error(Errc::missing, "every part of the event's id is empty");
  if (nth > 0) id += "#" + std::to_string(nth + 1);
  return id.size() > core::event_id_bytes_max ? hash128_hex(id) : id;
}

}  // namespace dealbell::intake
