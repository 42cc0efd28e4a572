#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {

const std::vector<Operator>& all_operators() {
  static const auto all = [] {
    std::vector<Operator> operators;
    for (const auto& group : {choice_operators(), text_operators()})
      operators.insert(operators.end(), group.begin(), group.end());
    return operators;
  }();
  return all;
}

Expressions one_expression(MappingReader& reader, const JsonPlace& place) {
  Expressions of;
  of.push_back(reader.expression(place));
  return of;
}

Expressions optional_expression(MappingReader& reader, const JsonPlace& whole,
                                std::string_view name) {
  const auto place = reader.optional(whole, name);
  return place ? one_expression(reader, *place) : Expressions{};
}

}  // namespace dealbell::intake
