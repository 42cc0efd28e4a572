#include "base/utf8.hpp"
#include "intake/document/json.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/mapping/native_format.hpp"
#include "intake/mapping/plan.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t shown_bytes_max = 200;

std::string shown(const Value* value) {
  if (!value) return "nothing";
  auto text = to_json(*value);
  if (text.size() <= shown_bytes_max) return text;
  text.resize(shown_bytes_max);
  text.resize(first_bad_utf8(text));  // removes the start of a character that was cut
  text += "…";
  return text;
}

// An outcome in the form that samples use.
Value as_expected(const ItemOutcome& outcome) {
  std::vector<std::pair<std::string, Value>> members;
  if (outcome.kind == ItemOutcome::Kind::ignored) {
    members.emplace_back("ignored", Value::of(outcome.reason));
    return Value::of(std::move(members));
  }
  if (outcome.kind == ItemOutcome::Kind::failed) {
    members.emplace_back("failed", Value::of(outcome.error.pointer + ": " + outcome.error.message));
    return Value::of(std::move(members));
  }
  auto event = native_format(outcome.event);
  for (std::size_t i = 0; i < event.items.size(); ++i)
    members.emplace_back(event.names[i], event.items[i]);
  if (!outcome.previous.empty()) {
    std::vector<std::pair<std::string, Value>> previous;
    for (const auto& [name, text] : outcome.previous) previous.emplace_back(name, Value::of(text));
    members.emplace_back("previous", Value::of(std::move(previous)));
  }
  if (outcome.sequence)
    members.emplace_back("sequence", Value::number(std::to_string(*outcome.sequence)));
  return Value::of(std::move(members));
}

// Members that a sample may omit.
bool is_optional(std::string_view name) {
  return name == "id" || name == "previous" || name == "sequence" || name == "order";
}

// A sample contains a part of the failure's text, usually its pointer.
bool fails_as(const Value& expected, const Value* got) {
  return got && got->text.find(expected.text) != std::string::npos;
}

// The first difference, with the pointer of the innermost values that differ; nullopt if there is
// none.
std::optional<Error> difference(const Value* expected, const Value* got, const std::string& pointer,
                                bool top) {
  const bool objects =
      expected && got && expected->kind == Value::Kind::object && got->kind == Value::Kind::object;
  if (!objects) {
    if (expected && got && to_json(*expected) == to_json(*got)) return std::nullopt;
    return error(Errc::bad_value, "expected " + shown(expected) + ", got " + shown(got), pointer);
  }
  for (std::size_t i = 0; i < expected->items.size(); ++i) {
    const auto& name = expected->names[i];
    if (top && name == "failed" && fails_as(expected->items[i], got->find(name))) continue;
    if (auto found = difference(&expected->items[i], got->find(name), pointer + "/" + name, false))
      return found;
  }
  for (const auto& name : got->names) {
    if (expected->find(name) || (top && is_optional(name))) continue;
    return difference(nullptr, got->find(name), pointer + "/" + name, false);
  }
  return std::nullopt;
}

std::optional<Error> run_sample(const Mapping& mapping, const Sample& sample) {
  const auto named = [&](Error error) {
    error.message = "sample \"" + sample.name + "\": " + error.message;
    return error;
  };
  const auto outcomes =
      mapping.map(sample.delivery, mapping.name(), sample.received_at, sample.tables);
  if (!outcomes)
    return named(error(outcomes.error().code, outcomes.error().message, sample.pointer + "/body"));
  const auto& expected = sample.expect.items;
  for (std::size_t i = 0; i < std::max(expected.size(), outcomes->size()); ++i) {
    const auto got = i < outcomes->size() ? as_expected((*outcomes)[i]) : Value{};
    if (auto found = difference(i < expected.size() ? &expected[i] : nullptr,
                                i < outcomes->size() ? &got : nullptr,
                                sample.pointer + "/expect/" + std::to_string(i), true))
      return named(std::move(*found));
  }
  return std::nullopt;
}

}  // namespace

std::vector<Error> Mapping::run_samples() const {
  std::vector<Error> errors;
  for (const auto& sample : impl_->plan.samples)
    if (auto failed = run_sample(*this, sample)) errors.push_back(std::move(*failed));
  return errors;
}

}  // namespace dealbell::intake
