#include "intake/mapping/evaluate.hpp"

#include <algorithm>

#include "intake/mapping/glob.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {

Evaluation::Evaluation(const Plan& plan, const Value& root, const Delivery& delivery,
                       Instant received_at, const Tables& tables, const core::Calendar& office)
    : plan_(plan),
      root_(root),
      delivery_(delivery),
      received_at_(received_at),
      tables_(tables),
      office_(office),
      item_(&root),
      lets_(plan.lets.size()) {}

void Evaluation::set_item(const Value& item) {
  item_ = &item;
  kept_.clear();
  amount_with_currency_.clear();
  lets_.assign(plan_.lets.size(), std::nullopt);
}

const Value* Evaluation::keep(Value value) {
  work_.add(value.text.size());
  return &kept_.emplace_back(std::move(value));
}

Evaluation::ValueResult Evaluation::value(const Expression& expression) {
  work_.add(16);
  if (work_.exceeded()) return error(Errc::too_large, "mapping this body takes too long");
  return std::visit([this](const auto& what) { return evaluate(what); }, expression.what);
}

std::string_view text_of(const Value& scalar) {
  if (scalar.kind == Value::Kind::boolean) return scalar.flag ? "true" : "false";
  return scalar.text;
}

Result<std::optional<std::string>> Evaluation::text(const Expression& expression) {
  auto result = value(expression);
  if (!result) return result.error();
  const auto* found = *result;
  if (!found || found->kind == Value::Kind::null) return std::optional<std::string>();
  if (!found->is_scalar()) return error(Errc::wrong_type, "expected text, found a list or object");
  work_.add(text_of(*found).size());
  return std::optional<std::string>(text_of(*found));
}

Result<bool> Evaluation::matches(const Guard& guard) {
  using Kind = Guard::Kind;
  if (guard.kind == Kind::always) return true;
  if (guard.kind == Kind::all || guard.kind == Kind::any) {
    for (const auto& part : guard.parts) {
      auto matched = matches(part);
      if (!matched || *matched == (guard.kind == Kind::any)) return matched;
    }
    return guard.kind == Kind::all;
  }
  if (guard.kind == Kind::negation) {
    const auto matched = matches(guard.parts.front());
    return matched ? Result<bool>(!*matched) : matched;
  }
  auto result = value(guard.of.front());
  if (!result) return result.error();
  const auto* found = *result;
  if (guard.kind == Kind::exists) return found && found->kind != Value::Kind::null;
  // A list or object equals no constant, and nothing does not even equal null.
  if (!found || !found->is_scalar()) return false;
  work_.add(text_of(*found).size() * (guard.kind == Kind::glob ? guard.pattern.size() + 1 : 1));
  if (guard.kind == Kind::glob) return glob_matches(guard.pattern, trim(text_of(*found)));
  const auto same = [&](const Value& other) {
    const bool null = found->kind == Value::Kind::null;
    return null == (other.kind == Value::Kind::null) &&
           trim(text_of(*found)) == trim(text_of(other));
  };
  if (guard.of.size() < 2) return std::ranges::any_of(guard.values, same);
  auto other = value(guard.of[1]);
  if (!other) return other.error();
  return *other && (*other)->is_scalar() && same(**other);
}

}  // namespace dealbell::intake
