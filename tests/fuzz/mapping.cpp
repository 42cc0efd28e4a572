#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "core/events/event_limits.hpp"
#include "intake/mapping/mapping.hpp"

// Any file is a mapping or has errors. Any mapping turns any body into events within their limits,
// and does so again. The input is the file, a NUL, and the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  using namespace dealbell::intake;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = input.find('\0');
  const auto result = Mapping::read(input.substr(0, end));
  DEALBELL_CHECK(result.mapping.has_value() == result.errors.empty());
  if (!result.mapping) return 0;
  (void)result.mapping->run_samples();
  Delivery delivery;
  delivery.target = "/hooks/fuzz?code=1&a=%20";
  delivery.headers = {{"content-type", "application/json"}, {"x-event", "push"}};
  if (end != std::string_view::npos) delivery.body = input.substr(end + 1);
  (void)result.mapping->challenge(delivery);
  const auto once = result.mapping->map(delivery, "fuzz", from_ms(0), {});
  const auto again = result.mapping->map(delivery, "fuzz", from_ms(0), {});
  DEALBELL_CHECK(once.has_value() == again.has_value());
  if (!once) return 0;
  DEALBELL_CHECK(once->size() == again->size());
  for (std::size_t i = 0; i < once->size(); ++i) {
    DEALBELL_CHECK((*once)[i].kind == (*again)[i].kind);
    if ((*once)[i].kind != ItemOutcome::Kind::event) continue;
    DEALBELL_CHECK((*once)[i].event.id == (*again)[i].event.id);
    DEALBELL_CHECK(core::check_event_id((*once)[i].event.id).has_value());
  }
  return 0;
}
