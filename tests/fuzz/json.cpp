#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/check.hpp"
#include "wire/json_check.hpp"
#include "wire/json_cursor.hpp"

namespace {

using namespace dealbell;

// Compares all functions of the cursor with the library's value of the same text.
void compare(wire::JsonCursor& json, const nlohmann::json& expected) {
  switch (json.kind()) {
    case wire::JsonKind::null:
      DEALBELL_CHECK(expected.is_null());
      return json.take_null();
    case wire::JsonKind::boolean:
      return DEALBELL_CHECK(json.take_boolean() == expected.get<bool>());
    case wire::JsonKind::number:
      return DEALBELL_CHECK(nlohmann::json::parse(json.take_number()) == expected);
    case wire::JsonKind::string:
      return DEALBELL_CHECK(json.take_string() == expected.get<std::string>());
    case wire::JsonKind::array: {
      std::size_t i = 0;
      (void)json.take_array([&](wire::JsonCursor& element) -> Result<> {
        return compare(element, expected.at(i++)), Result<>{};
      });
      return DEALBELL_CHECK(i == expected.size());
    }
    case wire::JsonKind::object:
      // The library keeps only one value of a repeated name, so values are read but not compared.
      (void)json.take_object([&](std::string_view, wire::JsonCursor& value) -> Result<> {
        return (void)value.take_raw(), Result<>{};
      });
  }
}

}  // namespace

// Text that passes the check can be read by the cursor, with the same result as the library's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!wire::check_json(text)) return 0;
  if (!nlohmann::json::accept(text)) return 0;  // a number that only a long double holds
  wire::JsonCursor json(text);
  compare(json, nlohmann::json::parse(text));
  return 0;
}
