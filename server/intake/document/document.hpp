#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "intake/delivery.hpp"

namespace dealbell::intake {

// A value of somebody's payload, whatever it was written in. A number is kept as its text, so that
// ids of 64 bits and decimals never go through a double.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool flag = false;                 // of a boolean
  std::string text{};                // of a string or number
  std::vector<Value> items{};        // of an array; of an object the values, in order
  std::vector<std::string> names{};  // of an object, one for each item

  static Value of(bool flag);
  static Value of(std::string text);
  static Value number(std::string text);
  // Repeated names become one array, where the first of them stood.
  static Value of(std::vector<std::pair<std::string, Value>> members);

  bool is_scalar() const { return kind != Kind::array && kind != Kind::object; }
  // An object's member; nullptr when it has none of this name and for everything else. Large
  // objects are searched by halves.
  const Value* find(std::string_view name) const;
  // After the last member of an object: prepares find(). The name that is there twice, if one is.
  std::optional<std::string> seal();

 private:
  std::vector<std::uint32_t> by_name_{};  // places in names, sorted; only of large objects
};

// What a payload may be at most. The largest that is known of a vendor is 256 KB (Dataverse).
constexpr std::size_t document_bytes_max = 1 << 20;
constexpr std::size_t document_depth_max = 64;
constexpr std::size_t document_values_max = 100'000;  // 11 MB of memory
constexpr std::size_t number_bytes_max = 100;

// Decoders. Text that is not UTF-8, is too large, too deep or not what it should be is an Error;
// nothing of it is taken then.

// RFC 8259. A name given twice is refused, since it would be a guess which one is meant.
Result<Value> decode_json(std::string_view text);

// Names without their namespace's prefix; an attribute is "@name"; elements of one name become an
// array; text beside attributes or elements is "#text"; xsi:nil="true" is null. The value is an
// object with the root element in it. A DOCTYPE is refused, so that there are no entities but the
// five of XML itself.
Result<Value> decode_xml(std::string_view text);

// application/x-www-form-urlencoded, also the query of an address: percent-decoded, '+' is a space,
// a name given more than once is an array. All values are strings.
Result<Value> decode_form(std::string_view text);

// The claims of a JSON Web Token (RFC 7519, compact form). The signature is not looked at: whoever
// calls has proven it.
Result<Value> decode_jwt(std::string_view text);
bool looks_like_jwt(std::string_view text);

// CloudEvents 1.0 over HTTP, binary, structured or batch: always an array of objects
// {id, source, type, specversion, time, subject, …, extensions, data}.
Result<Value> decode_cloud_events(const Delivery& delivery);
bool looks_like_cloud_event(const Delivery& delivery);

// Compact JSON, the same for the same value.
std::string to_json(const Value& value);

// The value of the first header of this name (lower case); nullptr when there is none.
const std::string* first_header(const Delivery& delivery, std::string_view name);

// "text/xml" of "text/XML; charset=utf-8"; "" without one.
std::string media_type(const Delivery& delivery);

// Checks that every decoder begins with.
Result<> check_text(std::string_view text);

// Counts values and levels while something is decoded.
class DocumentBudget {
 public:
  Result<> take(std::size_t depth);

 private:
  std::size_t values_ = 0;
};

}  // namespace dealbell::intake
