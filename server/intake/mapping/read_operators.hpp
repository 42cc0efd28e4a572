#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "intake/mapping/reading.hpp"

namespace dealbell::intake {

// An operator of the language as it is written: its name, how it is read, and which members may
// stand in its object, its own included.
struct Operator {
  std::string_view name;
  // The object it stands in, and the value of the member `name`.
  Expression (*read)(Reading&, const Place& whole, const Place& operand);
  std::initializer_list<std::string_view> members;
};

std::span<const Operator> choice_operators();  // finding and choosing values
std::span<const Operator> text_operators();    // making values of texts

// What most operators need.
Expressions one(Reading& reading, const Place& place);
Expressions option(Reading& reading, const Place& whole, std::string_view name);

}  // namespace dealbell::intake
