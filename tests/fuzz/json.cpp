#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/check.hpp"
#include "wire/json_check.hpp"

// Our check takes what nlohmann/json takes. Known differences: nlohmann knows no depth limit,
// refuses numbers that no double can hold, skips a byte order mark and takes a NUL for the end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto ours = wire::check_json(text);
  if (!ours && ours.error().code == Errc::too_deep) return 0;
  if (text.find_first_of(std::string_view("eE\0", 3)) != std::string_view::npos || size > 300 ||
      text.starts_with("\xEF\xBB\xBF"))
    return 0;
  DEALBELL_CHECK(ours.has_value() == nlohmann::json::accept(text));
  return 0;
}
