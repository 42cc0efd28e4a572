#include <algorithm>

#include "intake/document/form.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/space.hpp"

// Operators that find and choose values.
namespace dealbell::intake {
namespace {

bool is_nothing(const Value* value) {
  return !value || value->kind == Value::Kind::null ||
         (value->kind == Value::Kind::string && value->text.empty());
}

}  // namespace

Evaluation::ValueResult Evaluation::evaluate(const Constant& e) { return &e.value; }

Evaluation::ValueResult Evaluation::evaluate(const Path& e) {
  return walk(e, *item_, root_, work_);
}

Evaluation::ValueResult Evaluation::evaluate(const Let& e) {
  // A let uses only earlier ones, so evaluating it does not change lets_[e.index].
  auto& known = lets_[e.index];
  if (!known) known = value(plan_.lets[e.index]);
  return *known;
}

Evaluation::ValueResult Evaluation::evaluate(const HeaderOf& e) {
  const auto* header = first_header(delivery_, e.name);
  if (!header) return nullptr;
  if (auto checked = check_text(*header); !checked) return checked.error();
  return keep(Value::of(*header));
}

Evaluation::ValueResult Evaluation::evaluate(const QueryOf& e) {
  if (!query_) {
    const auto mark = delivery_.target.find('?');
    query_ = decode_form(mark == std::string::npos
                             ? std::string_view()
                             : std::string_view(delivery_.target).substr(mark + 1));
  }
  if (!*query_) return query_->error();
  return (*query_)->find(e.name);
}

Evaluation::ValueResult Evaluation::evaluate(const ReceivedAt&) {
  return keep(Value::number(std::to_string(to_ms(received_at_))));
}

// If every operand is empty, null if one of them is null or "", otherwise nothing.
Evaluation::ValueResult Evaluation::evaluate(const First& e) {
  const Value* null = nullptr;
  for (const auto& one : e.of) {
    auto result = value(one);
    if (!result || !is_nothing(*result)) return result;
    if (!null) null = *result;
  }
  return null;
}

Evaluation::ValueResult Evaluation::evaluate(const Pick& e) {
  auto list = value(e.of[0]);
  if (!list || !*list) return list;
  const auto key = text(e.of[1]);
  if (!key) return key.error();
  if (!*key) return nullptr;
  if ((*list)->kind == Value::Kind::object) return (*list)->find(**key);
  for (const auto& element : (*list)->items) {
    work_.add(16);
    const auto* name = element.find(e.by);
    if (!name || !name->is_scalar() || text_of(*name) != **key) continue;
    return e.value.empty() ? &element : element.find(e.value);
  }
  return nullptr;
}

Evaluation::ValueResult Evaluation::evaluate(const Get& e) {
  auto result = value(e.of[0]);
  if (!result || !*result) return result;
  return walk(Path{.steps = {e.step}}, **result, root_, work_);
}

Evaluation::ValueResult Evaluation::value_or_null(const Expressions& otherwise) {
  static const Value null;
  if (otherwise.empty()) return &null;
  return value(otherwise.front());
}

Evaluation::ValueResult Evaluation::evaluate(const MapTo& e) {
  const auto key = text(e.of[0]);
  if (!key) return key.error();
  if (!*key) return value(e.of[0]);  // nothing stays nothing, null stays null
  auto at = e.to.find(**key);
  if (at == e.to.end()) at = e.to.find(std::string(trim(**key)));
  return at == e.to.end() ? value_or_null(e.otherwise) : ValueResult(&at->second);
}

Evaluation::ValueResult Evaluation::evaluate(const Case& e) {
  for (const auto& [guard, result] : e.when) {
    const auto matched = matches(guard);
    if (!matched) return matched.error();
    if (*matched) return value(result);
  }
  return value_or_null(e.otherwise);
}

// Rows of the office's tables take precedence over those of the file.
Evaluation::ValueResult Evaluation::evaluate(const Lookup& e) {
  const auto key = text(e.of[0]);
  if (!key) return key.error();
  if (!*key) return value(e.of[0]);
  for (const auto* tables : {&tables_, &plan_.tables}) {
    const auto table = tables->find(e.table);
    if (table == tables->end()) continue;
    auto row = table->second.find(**key);
    if (row == table->second.end()) row = table->second.find(std::string(trim(**key)));
    if (row != table->second.end()) return keep(Value::of(row->second));
  }
  return e.otherwise.empty() ? ValueResult(keep(Value::of(**key))) : value(e.otherwise.front());
}

}  // namespace dealbell::intake
