#include "intake/mapping/path.hpp"

#include <algorithm>
#include <charconv>

namespace dealbell::intake {
namespace {

constexpr std::size_t steps_max = 32;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '@' || c == '#' || static_cast<unsigned char>(c) >= 0x80;
}

std::string take_name(std::string_view& rest) {
  const auto end = std::ranges::find_if_not(rest, is_plain);
  std::string name(rest.begin(), end);
  rest.remove_prefix(name.size());
  return name;
}

Error not_a_path(std::string_view text, const std::string& why) {
  return error(Errc::bad_value,
               "\"" + std::string(text.substr(0, 80)) + "\" is not a path: " + why);
}

// The text between the brackets.
Result<Step> bracket(std::string_view inside, std::string_view text) {
  if (inside == "*") return Step{Step::Kind::every};
  if (inside.size() >= 3 && inside.front() == '\'' && inside.back() == '\'')
    return Step{Step::Kind::member, std::string(inside.substr(1, inside.size() - 2))};
  Step step{Step::Kind::index};
  const auto* end = inside.data() + inside.size();
  const auto [stop, ec] = std::from_chars(inside.data(), end, step.index);
  if (inside.empty() || ec != std::errc{} || stop != end)
    return not_a_path(text, "expected a number, * or a 'name' in brackets");
  return step;
}

Result<Step> take_step(std::string_view& rest, std::string_view text) {
  if (rest.front() == '.') {
    rest.remove_prefix(1);
    Step step{Step::Kind::member, take_name(rest)};
    if (step.name.empty()) return not_a_path(text, "a name is missing after the point");
    return step;
  }
  if (rest.front() != '[') return not_a_path(text, "expected . or [");
  const bool quoted = rest.starts_with("['");
  const auto close = rest.find(quoted ? "']" : "]");
  if (close == std::string_view::npos) return not_a_path(text, "a bracket is not closed");
  auto step = bracket(rest.substr(1, close - (quoted ? 0 : 1)), text);
  rest.remove_prefix(close + (quoted ? 2 : 1));
  return step;
}

const Value* down(const Value* value, const Step& step) {
  if (step.kind == Step::Kind::member) return value->find(step.name);
  if (value->kind != Value::Kind::array) return nullptr;
  const auto size = static_cast<std::int64_t>(value->items.size());
  const auto index = step.index < 0 ? size + step.index : step.index;
  return index >= 0 && index < size ? &value->items[static_cast<std::size_t>(index)] : nullptr;
}

// Finds at most `limit` values of this name in document order, without searching inside those.
// Recursive; the depth of a document is bounded.
void collect(const Value& value, const std::string& name, std::size_t limit,
             std::vector<const Value*>& found, WorkBudget& budget) {
  budget.add(value.items.size());
  for (std::size_t i = 0; i < value.items.size() && found.size() < limit; ++i) {
    const auto& item = value.items[i];
    const bool named = value.kind == Value::Kind::object && value.names[i] == name;
    if (!named)
      collect(item, name, limit, found, budget);
    else if (item.kind != Value::Kind::array)
      found.push_back(&item);
    else
      for (const auto& element : item.items) found.push_back(&element);
  }
}

std::vector<const Value*> every(const std::vector<const Value*>& values, WorkBudget& budget) {
  std::vector<const Value*> all;
  for (const auto* value : values) {
    if (value->kind == Value::Kind::array)
      for (const auto& element : value->items) all.push_back(&element);
    else if (value->kind != Value::Kind::null)
      all.push_back(value);
  }
  budget.add(all.size());
  return all;
}

}  // namespace

bool Path::fans_out() const {
  return std::ranges::any_of(steps, [](const Step& s) { return s.kind == Step::Kind::every; });
}

bool is_path(std::string_view text) { return text.starts_with('$') || text.starts_with("//"); }

Result<Path> parse_path(std::string_view text) {
  Path path;
  auto rest = text;
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    path.anywhere = take_name(rest);
    if (path.anywhere.empty()) return not_a_path(text, "a name is missing after //");
  } else if (rest.starts_with('$')) {
    rest.remove_prefix(1);
    path.whole = rest.starts_with('$');
    if (path.whole) rest.remove_prefix(1);
  } else {
    return not_a_path(text, "it must begin with $ or //");
  }
  while (!rest.empty()) {
    auto step = take_step(rest, text);
    if (!step) return step.error();
    path.steps.push_back(std::move(*step));
    if (path.steps.size() > steps_max) return not_a_path(text, "it has more than 32 steps");
  }
  return path;
}

const Value* walk(const Path& path, const Value& item, const Value& root, WorkBudget& budget) {
  budget.add(path.steps.size() + 1);
  const Value* value = path.whole ? &root : &item;
  if (!path.anywhere.empty()) {
    std::vector<const Value*> found;
    collect(*value, path.anywhere, 1, found, budget);
    if (found.empty()) return nullptr;
    value = found.front();
  }
  for (const auto& step : path.steps) {
    value = down(value, step);
    if (!value) return nullptr;
  }
  return value;
}

std::vector<const Value*> walk_all(const Path& path, const Value& root, WorkBudget& budget) {
  std::vector<const Value*> values{&root};
  if (!path.anywhere.empty()) {
    values.clear();
    collect(root, path.anywhere, document_values_max, values, budget);
  }
  for (const auto& step : path.steps) {
    if (step.kind == Step::Kind::every) {
      values = every(values, budget);
      continue;
    }
    std::vector<const Value*> next;
    for (const auto* value : values)
      if (const auto* found = down(value, step)) next.push_back(found);
    values = std::move(next);
  }
  return values;
}

}  // namespace dealbell::intake
