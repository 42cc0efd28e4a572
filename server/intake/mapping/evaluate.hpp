#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// One delivery being mapped: what expressions can see. Values they give belong to the document or
// to this, and stay until the next item.
class Evaluation {
 public:
  // All of it outlives this.
  Evaluation(const Plan& plan, const Value& root, const Delivery& delivery, Instant received_at,
             const Tables& tables);

  // What "$" is from now on.
  void begin(const Value& item);

  // nullptr: nothing is there. Errors have no pointer.
  Result<const Value*> value(const Expression& expression);
  Result<bool> holds(const Guard& guard);

  // The text of a scalar; Errc::wrong_type for arrays and objects. nullopt: nothing, or null.
  Result<std::optional<std::string>> text(const Expression& expression);

  WorkBudget& budget() { return work_; }
  const Value& item() const { return *item_; }
  Instant received_at() const { return received_at_; }

 private:
  using Given = Result<const Value*>;

  Given give(const Constant& e);
  Given give(const Path& e);
  Given give(const Let& e);
  Given give(const HeaderOf& e);
  Given give(const QueryOf& e);
  Given give(const ReceivedAt&);
  Given give(const Nothing&) { return nullptr; }
  Given give(const First& e);
  Given give(const Concat& e);
  Given give(const Cut& e);
  Given give(const Split& e);
  Given give(const Pick& e);
  Given give(const Get& e);
  Given give(const MapTo& e);
  Given give(const Case& e);
  Given give(const Lookup& e);
  Given give(const Number& e);
  Given give(const Time& e);
  Given give(const DayOf& e);
  Given give(const Duration& e);
  Given give(const Truth& e);
  Given give(const Text& e);
  Given give(const Hash& e);

  // The operand of one that works on text: gives `make(text)`, and what is nothing, null or "" as
  // it is (null for "").
  template <class Make>
  Given from_text(const Expressions& of, Make make);
  Given otherwise(const Expressions& otherwise);
  const Value* keep(Value value);
  Result<int> decimals(const Number& e);

  const Plan& plan_;
  const Value& root_;
  const Delivery& delivery_;
  Instant received_at_;
  const Tables& tables_;
  const Value* item_;
  WorkBudget work_;
  std::optional<Result<Value>> query_;
  std::deque<Value> made_;  // of this item
  std::vector<std::optional<Given>> lets_;
};

// The text of a scalar, as guards compare it; "" of null.
std::string_view text_of(const Value& scalar);

}  // namespace dealbell::intake
