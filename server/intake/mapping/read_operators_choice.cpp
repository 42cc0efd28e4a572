#include <algorithm>

#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

Expression read_const(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  if (!operand.value->is_scalar())
    reader.add_error(operand, "a constant must be a text, a number, true, false or null");
  return {Constant{*operand.value}};
}

Expression read_header(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  auto name = reader.text(operand);
  if (std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }))
    reader.add_error(operand, "write the name of a header in lower case");
  return {HeaderOf{std::move(name)}};
}

Expression read_query(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {QueryOf{reader.text(operand)}};
}

Expression read_received(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  if (!reader.boolean(operand)) reader.add_error(operand, "expected true");
  return {ReceivedAt{}};
}

Expression read_nothing(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  if (!reader.boolean(operand)) reader.add_error(operand, "expected true");
  return {Nothing{}};
}

Expression read_first(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  return {First{reader.expressions(operand, 1)}};
}

// The key is a constant text unless it is a path or an object.
Expression read_pick(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Pick pick{one_expression(reader, operand)};
  if (const auto key = reader.required(whole, "key")) {
    const bool constant = key->is(Value::Kind::string) && !is_path(key->value->text);
    pick.of.push_back(constant ? Expression{Constant{*key->value}} : reader.expression(*key));
  }
  if (const auto by = reader.optional(whole, "by")) pick.by = reader.text(*by);
  if (const auto value = reader.optional(whole, "value")) pick.value = reader.text(*value);
  return {std::move(pick)};
}

Expression read_get(MappingReader& reader, const JsonPlace&, const JsonPlace& operand) {
  if (!reader.is_array(operand)) return {};
  if (operand.size() != 2) {
    reader.add_error(operand, "expected a list of an expression and a name or number");
    return {};
  }
  Get get{one_expression(reader, operand.element(0)), {}};
  const auto step = operand.element(1);
  if (step.is(Value::Kind::number)) {
    get.step.kind = Step::Kind::index;
    get.step.index = reader.integer(step, -999'999, 999'999).value_or(0);
  } else {
    get.step.name = reader.text(step);
  }
  return {std::move(get)};
}

Expression read_map(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  MapTo map{one_expression(reader, operand), {}, optional_expression(reader, whole, "else")};
  const auto to = reader.required(whole, "to");
  if (!to || !reader.is_object(*to)) return {std::move(map)};
  for (std::size_t i = 0; i < to->size(); ++i) {
    if (!to->value->items[i].is_scalar())
      reader.add_error(to->member(i),
                       "the values of a map must be a text, a number, true, false or null");
    map.to.emplace(to->value->names[i], to->value->items[i]);
  }
  return {std::move(map)};
}

Expression read_case(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Case result{{}, optional_expression(reader, whole, "else")};
  if (!reader.is_array(operand)) return {};
  for (std::size_t i = 0; i < operand.size(); ++i) {
    const auto branch = operand.element(i);
    if (!reader.is_array(branch)) continue;
    if (branch.size() != 2) {
      reader.add_error(branch, "expected a list of a condition and an expression");
      continue;
    }
    auto guard = reader.guard(branch.element(0));
    result.when.emplace_back(std::move(guard), reader.expression(branch.element(1)));
  }
  return {std::move(result)};
}

Expression read_lookup(MappingReader& reader, const JsonPlace& whole, const JsonPlace& operand) {
  Lookup lookup{reader.text(operand), {}, optional_expression(reader, whole, "else")};
  if (operand.is(Value::Kind::string) && !reader.tables.contains(lookup.table))
    reader.add_error(operand, "\"tables\" has no table of this name; add it, even if it is empty");
  if (const auto of = reader.required(whole, "of")) lookup.of = one_expression(reader, *of);
  return {std::move(lookup)};
}

const Operator choice_table[] = {
    {"const", read_const, {"const"}},
    {"header", read_header, {"header"}},
    {"query", read_query, {"query"}},
    {"received_at", read_received, {"received_at"}},
    {"nothing", read_nothing, {"nothing"}},
    {"first", read_first, {"first"}},
    {"pick", read_pick, {"pick", "key", "by", "value"}},
    {"get", read_get, {"get"}},
    {"map", read_map, {"map", "to", "else"}},
    {"case", read_case, {"case", "else"}},
    {"lookup", read_lookup, {"lookup", "of", "else"}},
};

}  // namespace

std::span<const Operator> choice_operators() { return choice_table; }

}  // namespace dealbell::intake
