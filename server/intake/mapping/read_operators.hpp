#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "intake/mapping/mapping_reader.hpp"

namespace dealbell::intake {

// An operator of the language: its name, the function that reads it, and the members that its
// object may have, including its own.
struct Operator {
  std::string_view name;
  // `whole` is the operator's object, `operand` the value of the member `name`.
  Expression (*read)(MappingReader&, const JsonPlace& whole, const JsonPlace& operand);
  std::initializer_list<std::string_view> members;
};

const std::vector<Operator>& all_operators();
std::span<const Operator> choice_operators();  // find and choose values
std::span<const Operator> text_operators();    // make values from text

// Helpers for reading operands.
Expressions one_expression(MappingReader& reader, const JsonPlace& place);
Expressions optional_expression(MappingReader& reader, const JsonPlace& whole,
                                std::string_view name);

}  // namespace dealbell::intake
