#include <algorithm>

#include "core/event_limits.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/mapping/reading.hpp"

namespace dealbell::intake {
namespace {

using Kind = Guard::Kind;

// Whether the guard holds only because of a word that the payload says. A `not` also holds for
// whatever nobody has thought of, and `exists` for any word.
bool is_positive(const Guard& guard) {
  switch (guard.kind) {
    case Kind::always:
    case Kind::exists:
    case Kind::negation:
      return false;
    case Kind::eq:
      return guard.values.empty() || guard.values.front().kind != Value::Kind::null;
    case Kind::glob:
      return guard.pattern.find_first_not_of('*') != std::string::npos;
    case Kind::in:
      return true;
    case Kind::all:
      return std::ranges::any_of(guard.parts, is_positive);
    case Kind::any:
      return std::ranges::all_of(guard.parts, is_positive);
  }
  return false;
}

bool is_status(const Constant& constant) {
  return core::deal_status(text_of(constant.value)) != core::DealStatus::unknown;
}

struct Judge {
  const std::vector<Expression>& lets;

  std::optional<std::string> any(const Expressions& all) const {
    for (const auto& one : all)
      if (auto why = std::visit(*this, one.what)) return why;
    return std::nullopt;
  }

  std::optional<std::string> operator()(const Constant& e) const {
    if (!is_status(e)) return std::nullopt;
    return "a status must not be given to a deal whose payload does not say it: take it from a "
           "path, "
           "or with map, case or lookup; without a status its stage decides ({\"const\": null})";
  }
  std::optional<std::string> operator()(const Nothing&) const { return std::nullopt; }
  std::optional<std::string> operator()(const Path&) const { return std::nullopt; }
  std::optional<std::string> operator()(const HeaderOf&) const { return std::nullopt; }
  std::optional<std::string> operator()(const QueryOf&) const { return std::nullopt; }
  std::optional<std::string> operator()(const Get&) const { return std::nullopt; }
  std::optional<std::string> operator()(const Pick&) const { return std::nullopt; }
  std::optional<std::string> operator()(const Let& e) const {
    return std::visit(*this, lets[e.index].what);
  }
  std::optional<std::string> operator()(const First& e) const { return any(e.of); }
  std::optional<std::string> operator()(const Text& e) const { return any(e.of); }
  std::optional<std::string> operator()(const MapTo& e) const { return any(e.otherwise); }
  std::optional<std::string> operator()(const Lookup& e) const { return any(e.otherwise); }
  std::optional<std::string> operator()(const Case& e) const {
    for (const auto& [guard, result] : e.when) {
      const auto* constant = std::get_if<Constant>(&result.what);
      if (constant && is_positive(guard)) continue;
      if (auto why = std::visit(*this, result.what)) return why;
    }
    return any(e.otherwise);
  }
  template <class Other>
  std::optional<std::string> operator()(const Other&) const {
    return "a status comes from a path, header, query, pick, get, first, map, case or lookup";
  }
};

}  // namespace

std::optional<std::string> defaults_a_status(const Expression& expression,
                                             const std::vector<Expression>& lets) {
  return std::visit(Judge{lets}, expression.what);
}

}  // namespace dealbell::intake
