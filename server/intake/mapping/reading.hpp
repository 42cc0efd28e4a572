#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// A value of the mapping file and its JSON pointer. The file outlives it.
struct Place {
  const Value* value;
  std::string pointer;

  bool is(Value::Kind kind) const { return value->kind == kind; }
  Place member(std::size_t i) const;  // of an object
  Place element(std::size_t i) const;
  std::size_t size() const { return value->items.size(); }
};

// Reads a mapping file and goes on after a mistake, so that all of them are told at once. What is
// read after a mistake is never used.
class Reading {
 public:
  void mistake(const Place& place, std::string message);
  // An object, or a mistake and nothing.
  bool is_object(const Place& place);
  bool is_array(const Place& place);
  // A member that must be there or may be missing.
  std::optional<Place> want(const Place& object, std::string_view name);
  std::optional<Place> may(const Place& object, std::string_view name) const;
  // Members of other names are mistakes.
  void only(const Place& object, std::initializer_list<std::string_view> names);

  std::string text(const Place& place);
  std::vector<std::string> texts(const Place& place);  // one, or a list of them
  bool flag(const Place& place);
  std::optional<std::int64_t> whole(const Place& place, std::int64_t least, std::int64_t most);

  // Expressions and guards; see config/sources/README.md.
  Expression expression(const Place& place);
  Expressions expressions(const Place& array, std::size_t least);
  Guard guard(const Place& place);
  core::Calendar zone(const Place& object);

  // The value of `let`: each may use those before it.
  void lets(const Place& object, Plan& plan);

  std::set<std::string> tables;
  std::vector<Error> errors;

 private:
  Expression operation(const Place& place);
  Expression path_or_let(const Place& place);
  void go_deeper(const Place& place, std::size_t levels);

  struct Known {
    std::size_t index;
    std::size_t depth;
  };
  std::map<std::string, Known> lets_;
  std::size_t depth_ = 0, deepest_ = 0;
};

Plan read_plan(Reading& reading, const Place& file);
Rule read_rule(Reading& reading, const Place& place);
Sample read_sample(Reading& reading, const Place& place, const Plan& plan);
Tables read_tables(Reading& reading, const Place& place);

// Why the status of a deal may not come from this expression: it gives open, won or lost to a deal
// whose payload does not say so. `lets` are those of the plan.
std::optional<std::string> defaults_a_status(const Expression& expression,
                                             const std::vector<Expression>& lets);

// "did you mean …?" is not guessed: the words there are.
std::string listed(std::initializer_list<std::string_view> words);
std::string listed(const std::vector<std::string>& words);

}  // namespace dealbell::intake
