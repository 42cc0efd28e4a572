#include <algorithm>

#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

Expression read_const(Reading& reading, const Place&, const Place& operand) {
  if (!operand.value->is_scalar())
    reading.mistake(operand, "a constant is a text, a number, true, false or null");
  return {Constant{*operand.value}};
}

Expression read_header(Reading& reading, const Place&, const Place& operand) {
  auto name = reading.text(operand);
  if (std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }))
    reading.mistake(operand, "write the name of a header in lower case");
  return {HeaderOf{std::move(name)}};
}

Expression read_query(Reading& reading, const Place&, const Place& operand) {
  return {QueryOf{reading.text(operand)}};
}

Expression read_received(Reading& reading, const Place&, const Place& operand) {
  if (!reading.flag(operand)) reading.mistake(operand, "expected true");
  return {ReceivedAt{}};
}

Expression read_nothing(Reading& reading, const Place&, const Place& operand) {
  if (!reading.flag(operand)) reading.mistake(operand, "expected true");
  return {Nothing{}};
}

Expression read_first(Reading& reading, const Place&, const Place& operand) {
  return {First{reading.expressions(operand, 1)}};
}

// The key is a text, unless it is written as a path or as an object.
Expression read_pick(Reading& reading, const Place& whole, const Place& operand) {
  Pick pick{one(reading, operand)};
  if (const auto key = reading.want(whole, "key")) {
    const bool constant = key->is(Value::Kind::string) && !is_path(key->value->text);
    pick.of.push_back(constant ? Expression{Constant{*key->value}} : reading.expression(*key));
  }
  if (const auto by = reading.may(whole, "by")) pick.by = reading.text(*by);
  if (const auto value = reading.may(whole, "value")) pick.value = reading.text(*value);
  return {std::move(pick)};
}

Expression read_get(Reading& reading, const Place&, const Place& operand) {
  if (!reading.is_array(operand)) return {};
  if (operand.size() != 2) {
    reading.mistake(operand, "expected a list of an expression and a name or number");
    return {};
  }
  Get get{one(reading, operand.element(0)), {}};
  const auto step = operand.element(1);
  if (step.is(Value::Kind::number)) {
    get.step.kind = Step::Kind::index;
    get.step.index = reading.whole(step, -999'999, 999'999).value_or(0);
  } else {
    get.step.name = reading.text(step);
  }
  return {std::move(get)};
}

Expression read_map(Reading& reading, const Place& whole, const Place& operand) {
  MapTo map{one(reading, operand), {}, option(reading, whole, "else")};
  const auto to = reading.want(whole, "to");
  if (!to || !reading.is_object(*to)) return {std::move(map)};
  for (std::size_t i = 0; i < to->size(); ++i) {
    if (!to->value->items[i].is_scalar())
      reading.mistake(to->member(i), "a map gives a text, a number, true, false or null");
    map.to.emplace(to->value->names[i], to->value->items[i]);
  }
  return {std::move(map)};
}

Expression read_case(Reading& reading, const Place& whole, const Place& operand) {
  Case made{{}, option(reading, whole, "else")};
  if (!reading.is_array(operand)) return {};
  for (std::size_t i = 0; i < operand.size(); ++i) {
    const auto branch = operand.element(i);
    if (!reading.is_array(branch)) continue;
    if (branch.size() != 2) {
      reading.mistake(branch, "expected a list of a condition and an expression");
      continue;
    }
    auto guard = reading.guard(branch.element(0));
    made.when.emplace_back(std::move(guard), reading.expression(branch.element(1)));
  }
  return {std::move(made)};
}

Expression read_lookup(Reading& reading, const Place& whole, const Place& operand) {
  Lookup lookup{reading.text(operand), {}, option(reading, whole, "else")};
  if (operand.is(Value::Kind::string) && !reading.tables.contains(lookup.table))
    reading.mistake(operand, "there is no such table under \"tables\"; it may be empty there");
  if (const auto of = reading.want(whole, "of")) lookup.of = one(reading, *of);
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
