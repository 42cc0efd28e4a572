#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/delivery.hpp"
#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// Evaluates expressions and conditions for one delivery. The values it returns belong to the
// document or to this object and stay valid until the next set_item.
class Evaluation {
 public:
  // All arguments must outlive this. `office`: whose days a {"day"} without a zone means.
  Evaluation(const Plan& plan, const Value& root, const Delivery& delivery, Instant received_at,
             const Tables& tables, const core::Calendar& office);

  // What "$" means from now on.
  void set_item(const Value& item);

  // nullptr: nothing is there. Errors have no pointer.
  Result<const Value*> value(const Expression& expression);
  Result<bool> matches(const Guard& guard);

  // A scalar as text; Errc::wrong_type for arrays and objects. nullopt: nothing, or null.
  Result<std::optional<std::string>> text(const Expression& expression);

  // The amount of this item that was written with a currency: "€1,234.50"; "" without one.
  const std::string& amount_with_currency() const { return amount_with_currency_; }

  WorkBudget& budget() { return work_; }
  const Value& item() const { return *item_; }
  Instant received_at() const { return received_at_; }

 private:
  using ValueResult = Result<const Value*>;

  ValueResult evaluate(const Constant& e);
  ValueResult evaluate(const Path& e);
  ValueResult evaluate(const Let& e);
  ValueResult evaluate(const HeaderOf& e);
  ValueResult evaluate(const QueryOf& e);
  ValueResult evaluate(const ReceivedAt&);
  ValueResult evaluate(const Nothing&) { return nullptr; }
  ValueResult evaluate(const First& e);
  ValueResult evaluate(const Concat& e);
  ValueResult evaluate(const Cut& e);
  ValueResult evaluate(const Split& e);
  ValueResult evaluate(const Pick& e);
  ValueResult evaluate(const Get& e);
  ValueResult evaluate(const MapTo& e);
  ValueResult evaluate(const Case& e);
  ValueResult evaluate(const Lookup& e);
  ValueResult evaluate(const Number& e);
  ValueResult evaluate(const Time& e);
  ValueResult evaluate(const DayOf& e);
  ValueResult evaluate(const Duration& e);
  ValueResult evaluate(const Truth& e);
  ValueResult evaluate(const Text& e);
  ValueResult evaluate(const Hash& e);

  // For operators that read text: returns `make(text)`. Nothing and null are returned unchanged, ""
  // as null.
  template <class Make>
  ValueResult from_text(const Expressions& of, Make make);
  ValueResult value_or_null(const Expressions& otherwise);
  const Value* keep(Value value);
  Result<int> decimals(const Number& e);

  const Plan& plan_;
  const Value& root_;
  const Delivery& delivery_;
  Instant received_at_;
  const Tables& tables_;
  const core::Calendar& office_;
  const Value* item_;
  WorkBudget work_;
  std::string amount_with_currency_;
  std::optional<Result<Value>> query_;
  std::deque<Value> kept_;  // values made for the current item
  std::vector<std::optional<ValueResult>> lets_;
};

// A scalar as text, as conditions compare it; "" for null.
std::string_view text_of(const Value& scalar);

}  // namespace dealbell::intake
