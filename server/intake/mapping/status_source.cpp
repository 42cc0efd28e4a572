#include <algorithm>

#include "core/events/event_limits.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/mapping/reading.hpp"

namespace dealbell::intake {
namespace {

using Kind = Guard::Kind;
using Why = std::optional<std::string>;

// What an expression stands for: the status itself, or a word of the payload that a status is
// made of. A constant word is a default in disguise, whatever it says.
enum class Role { status, word };

bool is_empty(const Value& value) { return text_of(value).empty(); }

struct Judge {
  const std::vector<Expression>& lets;
  std::vector<std::optional<Why>>& known;  // of each let: as a status, as a word
  Role role;

  Why judge(const Expression& e) const { return std::visit(*this, e.what); }
  Why judge_word(const Expressions& all) const {
    const Judge words{lets, known, Role::word};
    for (const auto& one : all)
      if (auto why = words.judge(one)) return why;
    return std::nullopt;
  }
  // Of a file with mistakes an operand may be missing.
  Why judge_first_word(const Expressions& all) const {
    return all.empty() ? std::nullopt : judge_word({all.front()});
  }
  Why judge_option(const Expressions& option) const {
    return option.empty() ? std::nullopt : judge(option.front());
  }

  // Whether the guard holds only because of a word that the payload says. A `not` also holds for
  // whatever nobody has thought of, `exists` for any word, and two values are also alike when both
  // are null.
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
  bool reads_word(const Guard& guard) const { return !judge_first_word(guard.of); }
  static bool is_fixed(const Expression& e) {
    if (const auto* lookup = std::get_if<Lookup>(&e.what))
      return std::ranges::all_of(lookup->of, is_fixed);
    const auto* constant = std::get_if<Constant>(&e.what);
    return constant && !is_empty(constant->value);
  }

  Why operator()(const Constant& e) const {
    const auto text = text_of(e.value);
    const bool harmless = role == Role::word ? e.value.kind == Value::Kind::null
                                             : core::deal_status(text) == core::DealStatus::unknown;
    if (harmless) return std::nullopt;
    return "a status must not be given to a deal whose payload does not say it: take it from a "
           "path, or with map, case or lookup of one; without a status its stage decides "
           "({\"const\": null})";
  }
  Why operator()(const Nothing&) const { return std::nullopt; }
  Why operator()(const Path&) const { return std::nullopt; }
  Why operator()(const HeaderOf&) const { return std::nullopt; }
  Why operator()(const QueryOf&) const { return std::nullopt; }
  Why operator()(const Let& e) const {
    auto& answer = known[2 * e.index + (role == Role::word)];
    if (!answer) answer = judge(lets[e.index]);
    return *answer;
  }
  // A key may be a constant: it says where the word stands.
  Why operator()(const Pick& e) const { return judge_first_word(e.of); }
  Why operator()(const Get& e) const { return judge_word(e.of); }
  Why operator()(const First& e) const { return judge_word(e.of); }
  Why operator()(const Text& e) const { return judge_word(e.of); }
  Why operator()(const MapTo& e) const {
    if (auto why = judge_word(e.of)) return why;
    if (const auto unsaid = e.to.find(""); unsaid != e.to.end())
      if (auto why = (*this)(Constant{unsaid->second})) return why;
    return judge_option(e.otherwise);
  }
  Why operator()(const Lookup& e) const {
    if (auto why = judge_word(e.of)) return why;
    return judge_option(e.otherwise);
  }
  Why operator()(const Case& e) const {
    for (const auto& [guard, result] : e.when) {
      if (std::get_if<Constant>(&result.what) && is_positive(guard)) continue;
      if (auto why = judge(result)) return why;
    }
    return judge_option(e.otherwise);
  }
  // A hash and the time of receipt are there whatever the payload says.
  Why operator()(const Hash&) const { return no_word(); }
  Why operator()(const ReceivedAt&) const { return no_word(); }
  template <class Made>
  Why operator()(const Made& e) const {
    return role == Role::word ? judge_word(e.of) : no_word();
  }
  static Why no_word() {
    return "a status comes from a path, header, query, pick, get, first, map, case or lookup";
  }
};

}  // namespace

std::optional<std::string> defaults_a_status(const Expression& expression,
                                             const std::vector<Expression>& lets) {
  std::vector<std::optional<Why>> known(2 * lets.size());
  return Judge{lets, known, Role::status}.judge(expression);
}

}  // namespace dealbell::intake
