#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "wire/org_json.hpp"

// A valid document is written as a valid document.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  const auto any_zone = [](std::string_view) { return true; };
  const auto checked = wire::check_org({reinterpret_cast<const char*>(data), size}, any_zone);
  if (!checked.errors.empty()) return 0;
  const auto text = wire::write_org(checked.org);
  const auto back = wire::read_org(text, any_zone);
  DEALBELL_CHECK(back.has_value());
  DEALBELL_CHECK(wire::write_org(*back) == text);
  return 0;
}
