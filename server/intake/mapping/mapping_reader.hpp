#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// A value in the mapping file and its JSON pointer. The file must outlive it.
struct JsonPlace {
  const Value* value;
  std::string pointer;

  bool is(Value::Kind kind) const { return value->kind == kind; }
  JsonPlace member(std::size_t i) const;  // of an object
  JsonPlace element(std::size_t i) const;
  std::size_t size() const { return value->items.size(); }
};

// Reads values, expressions and conditions from a mapping file. Collects errors and continues after
// each, so that all of them are reported at once. If there are errors, nothing that was read is
// used.
class MappingReader {
 public:
  void add_error(const JsonPlace& place, std::string message);
  // False, with an error, if the value has another type.
  bool is_object(const JsonPlace& place);
  bool is_array(const JsonPlace& place);
  // A member that must be present: an error and nullopt if it is not.
  std::optional<JsonPlace> required(const JsonPlace& object, std::string_view name);
  std::optional<JsonPlace> optional(const JsonPlace& object, std::string_view name) const;
  // Adds an error for every member with another name.
  void allow_only(const JsonPlace& object, std::initializer_list<std::string_view> names);

  std::string text(const JsonPlace& place);
  std::vector<std::string> texts(const JsonPlace& place);  // one text, or a list of texts
  bool boolean(const JsonPlace& place);
  std::optional<std::int64_t> integer(const JsonPlace& place, std::int64_t min, std::int64_t max);

  // Expressions and conditions; see config/sources/README.md.
  Expression expression(const JsonPlace& place);
  Expressions expressions(const JsonPlace& array, std::size_t min);
  Guard guard(const JsonPlace& place);
  std::optional<core::Calendar> zone(const JsonPlace& object);

  // The value of "let". Each may use those before it.
  void read_lets(const JsonPlace& object, Plan& plan);

  std::set<std::string> tables;  // names of the file's lookup tables
  std::vector<Error> errors;

 private:
  Expression operation(const JsonPlace& place);
  Expression path_or_let(const JsonPlace& place);
  void check_depth(const JsonPlace& place, std::size_t levels);

  struct KnownLet {
    std::size_t index;
    std::size_t depth;
  };
  std::map<std::string, KnownLet> lets_;
  std::size_t depth_ = 0, deepest_ = 0;
};

// For messages: "a, b or c".
std::string one_of(std::initializer_list<std::string_view> words);
std::string one_of(const std::vector<std::string>& words);

}  // namespace dealbell::intake
