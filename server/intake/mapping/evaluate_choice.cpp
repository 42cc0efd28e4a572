#include <algorithm>

#include "intake/mapping/evaluate.hpp"

// Operators that find and choose values.
namespace dealbell::intake {
namespace {

bool is_nothing(const Value* value) {
  return !value || value->kind == Value::Kind::null ||
         (value->kind == Value::Kind::string && value->text.empty());
}

}  // namespace

Evaluation::Given Evaluation::give(const Constant& e) { return &e.value; }

Evaluation::Given Evaluation::give(const Path& e) { return walk(e, *item_, root_, work_); }

Evaluation::Given Evaluation::give(const Let& e) {
  // A let names only what stands before it, so that the place cannot move meanwhile.
  auto& known = lets_[e.index];
  if (!known) known = value(plan_.lets[e.index]);
  return *known;
}

Evaluation::Given Evaluation::give(const HeaderOf& e) {
  const auto* written = first_header(delivery_, e.name);
  if (!written) return nullptr;
  if (auto good = check_text(*written); !good) return good.error();
  return keep(Value::of(*written));
}

Evaluation::Given Evaluation::give(const QueryOf& e) {
  if (!query_) {
    const auto mark = delivery_.target.find('?');
    query_ = decode_form(mark == std::string::npos
                             ? std::string_view()
                             : std::string_view(delivery_.target).substr(mark + 1));
  }
  if (!*query_) return query_->error();
  return (*query_)->find(e.name);
}

Evaluation::Given Evaluation::give(const ReceivedAt&) {
  return keep(Value::number(std::to_string(to_ms(received_at_))));
}

// Of nothing but nothings the first that is at least null.
Evaluation::Given Evaluation::give(const First& e) {
  const Value* null = nullptr;
  for (const auto& one : e.of) {
    auto given = value(one);
    if (!given || !is_nothing(*given)) return given;
    if (!null) null = *given;
  }
  return null;
}

Evaluation::Given Evaluation::give(const Pick& e) {
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

Evaluation::Given Evaluation::give(const Get& e) {
  auto given = value(e.of[0]);
  if (!given || !*given) return given;
  return walk(Path{.steps = {e.step}}, **given, root_, work_);
}

Evaluation::Given Evaluation::otherwise(const Expressions& otherwise) {
  static const Value null;
  if (otherwise.empty()) return &null;
  return value(otherwise.front());
}

Evaluation::Given Evaluation::give(const MapTo& e) {
  const auto key = text(e.of[0]);
  if (!key) return key.error();
  if (!*key) return value(e.of[0]);  // nothing stays nothing, null stays null
  const auto at = e.to.find(**key);
  return at == e.to.end() ? otherwise(e.otherwise) : Given(&at->second);
}

Evaluation::Given Evaluation::give(const Case& e) {
  for (const auto& [guard, result] : e.when) {
    const auto held = holds(guard);
    if (!held) return held.error();
    if (*held) return value(result);
  }
  return otherwise(e.otherwise);
}

// The tables of the office come before those of the file, key by key.
Evaluation::Given Evaluation::give(const Lookup& e) {
  const auto key = text(e.of[0]);
  if (!key) return key.error();
  if (!*key) return value(e.of[0]);
  for (const auto* tables : {&tables_, &plan_.tables}) {
    const auto table = tables->find(e.table);
    if (table == tables->end()) continue;
    if (const auto row = table->second.find(**key); row != table->second.end())
      return keep(Value::of(row->second));
  }
  return e.otherwise.empty() ? Given(keep(Value::of(**key))) : value(e.otherwise.front());
}

}  // namespace dealbell::intake
