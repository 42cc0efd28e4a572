#include "intake/mapping/status_source.hpp"

#include <algorithm>

#include "core/events/event_limits.hpp"
#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {
namespace {

using Kind = Guard::Kind;
using Reason = std::optional<std::string>;

// What an expression is used for: as the status itself, or as a word of the payload from which the
// status is made. A constant word would always give the same status: a default in disguise.
enum class Role { status, word };

bool is_empty(const Value& value) { return text_of(value).empty(); }

struct Checker {
  const std::vector<Expression>& lets;
  std::vector<std::optional<Reason>>& known;  // two for each let: as a status, as a word
  Role role;

  Reason check(const Expression& e) const { return std::visit(*this, e.what); }
  Reason check_words(const Expressions& all) const {
    const Checker words{lets, known, Role::word};
    for (const auto& one : all)
      if (auto reason = words.check(one)) return reason;
    return std::nullopt;
  }
  // In a file with errors an operand may be missing.
  Reason check_first_word(const Expressions& all) const {
    return all.empty() ? std::nullopt : check_words({all.front()});
  }
  Reason check_optional(const Expressions& optional) const {
    return optional.empty() ? std::nullopt : check(optional.front());
  }

  // Whether the condition is true only for certain words of the payload. `not` is also true for
  // words that the author did not think of, `exists` for any word, and two values are also equal if
  // both are null.
  bool is_positive(const Guard& guard) const {
    switch (guard.kind) {
      case Kind::always:
      case Kind::exists:
      case Kind::negation:
        return false;
      case Kind::all:
        return std::ranges::any_of(guard.parts, [&](const auto& g) { return is_positive(g); });
      case Kind::any:
        return std::ranges::all_of(guard.parts, [&](const auto& g) { return is_positive(g); });
      case Kind::glob:
        return guard.pattern.find_first_not_of("*?") != std::string::npos && reads_word(guard);
      case Kind::eq:
      case Kind::in:
        return std::ranges::none_of(guard.values, is_empty) && reads_word(guard) &&
               (guard.of.size() < 2 || is_fixed(guard.of[1]));
    }
    return false;
  }
  bool reads_word(const Guard& guard) const { return !check_first_word(guard.of); }
  static bool is_fixed(const Expression& e) {
    if (const auto* lookup = std::get_if<Lookup>(&e.what))
      return std::ranges::all_of(lookup->of, is_fixed);
    const auto* constant = std::get_if<Constant>(&e.what);
    return constant && !is_empty(constant->value);
  }

  Reason operator()(const Constant& e) const {
    const auto text = text_of(e.value);
    const bool harmless = role == Role::word ? e.value.kind == Value::Kind::null
                                             : core::deal_status(text) == core::DealStatus::unknown;
    if (harmless) return std::nullopt;
    return "a status must come from the payload: use a path, or map, case or lookup of one; with "
           "{\"const\": null} the stage decides";
  }
  Reason operator()(const Nothing&) const { return std::nullopt; }
  Reason operator()(const Path&) const { return std::nullopt; }
  Reason operator()(const HeaderOf&) const { return std::nullopt; }
  Reason operator()(const QueryOf&) const { return std::nullopt; }
  Reason operator()(const Let& e) const {
    auto& answer = known[2 * e.index + (role == Role::word)];
    if (!answer) answer = check(lets[e.index]);
    return *answer;
  }
  // The key may be a constant: it only selects the word.
  Reason operator()(const Pick& e) const { return check_first_word(e.of); }
  Reason operator()(const Get& e) const { return check_words(e.of); }
  Reason operator()(const First& e) const { return check_words(e.of); }
  Reason operator()(const Text& e) const { return check_words(e.of); }
  Reason operator()(const MapTo& e) const {
    if (auto reason = check_words(e.of)) return reason;
    if (const auto empty = e.to.find(""); empty != e.to.end())
      if (auto reason = (*this)(Constant{empty->second})) return reason;
    return check_optional(e.otherwise);
  }
  Reason operator()(const Lookup& e) const {
    if (auto reason = check_words(e.of)) return reason;
    return check_optional(e.otherwise);
  }
  Reason operator()(const Case& e) const {
    for (const auto& [guard, result] : e.when) {
      if (std::get_if<Constant>(&result.what) && is_positive(guard)) continue;
      if (auto reason = check(result)) return reason;
    }
    return check_optional(e.otherwise);
  }
  // A hash and the time of receipt do not depend on words of the payload.
  Reason operator()(const Hash&) const { return not_a_word(); }
  Reason operator()(const ReceivedAt&) const { return not_a_word(); }
  template <class Other>
  Reason operator()(const Other& e) const {
    return role == Role::word ? check_words(e.of) : not_a_word();
  }
  static Reason not_a_word() {
    return "a status must come from a path, header, query, pick, get, first, map, case or lookup";
  }
};

}  // namespace

std::optional<std::string> check_status_source(const Expression& expression,
                                               const std::vector<Expression>& lets) {
  std::vector<std::optional<Reason>> known(2 * lets.size());
  return Checker{lets, known, Role::status}.check(expression);
}

}  // namespace dealbell::intake
