#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace dealbell::intake {

// A value of a sender's payload, whatever its format. A number is kept as its text, so that 64-bit
// ids and decimals never go through a double.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool flag = false;                 // of a boolean
  std::string text{};                // of a string or number
  std::vector<Value> items{};        // elements of an array, or values of an object, in order
  std::vector<std::string> names{};  // of an object: one for each item

  static Value of(bool flag);
  static Value of(std::string text);
  static Value number(std::string text);
  // The values of a repeated name become one array, in the place of the first.
  static Value of(std::vector<std::pair<std::string, Value>>&& members);

  bool is_scalar() const { return kind != Kind::array && kind != Kind::object; }
  // An object's member; nullptr if it has none of this name or the value is not an object. Large
  // objects are searched by bisection.
  const Value* find(std::string_view name) const;
  // Call after adding the last member of an object: prepares find(). Returns a name that occurs
  // twice, if there is one.
  std::optional<std::string> index_names();

 private:
  std::vector<std::uint32_t> by_name_{};  // indexes into names, sorted; only of large objects
};

// Limits of a payload. The largest payload that a vendor is known to send has 256 KB (Dataverse).
constexpr std::size_t document_bytes_max = 1 << 20;
constexpr std::size_t document_depth_max = 64;
constexpr std::size_t document_values_max = 100'000;  // 11 MB of memory
constexpr std::size_t number_bytes_max = 100;

// The decoders (json.hpp, xml.hpp, form.hpp, jwt.hpp, cloudevents.hpp) return an Error for text
// that is not UTF-8, is beyond these limits or is not in their format. They never return a part.

// The checks that every decoder makes first: size, UTF-8, no NUL.
Result<> check_text(std::string_view text);

// Counts the values of one document while it is decoded.
class DocumentBudget {
 public:
  // `depth` of the value: 1 for the outermost. An Error beyond one of the limits.
  Result<> add_value(std::size_t depth);

 private:
  std::size_t values_ = 0;
};

}  // namespace dealbell::intake
