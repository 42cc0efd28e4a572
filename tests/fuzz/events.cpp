#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "wire/event_json.hpp"

// Accepted events are written in a canonical form that reads back as the same event. The raw text
// of every item is inside the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {wire::BodyKind::detect, wire::BodyKind::ndjson}) {
    const auto batch = wire::parse_events(body, kind, "fuzz", from_ms(0));
    if (!batch) continue;
    for (const auto& item : batch->items) {
      DEALBELL_CHECK(item.raw.data() >= body.data() &&
                     item.raw.data() + item.raw.size() <= body.data() + size);
      if (!item.event) continue;
      const auto text = wire::write_event(*item.event);
      const auto back = wire::read_event(text, "fuzz", from_ms(0));
      DEALBELL_CHECK(back.has_value());
      DEALBELL_CHECK(wire::write_event(*back) == text);
    }
  }
  return 0;
}
