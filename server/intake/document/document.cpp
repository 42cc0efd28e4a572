#include "intake/document/document.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t large_object = 16;  // up to here, a linear search is faster than bisection

}  // namespace

Value Value::of(bool flag) {
  Value value;
  value.kind = Kind::boolean;
  value.flag = flag;
  return value;
}

Value Value::of(std::string text) {
  Value value;
  value.kind = Kind::string;
  value.text = std::move(text);
  return value;
}

Value Value::number(std::string text) {
  Value value;
  value.kind = Kind::number;
  value.text = std::move(text);
  return value;
}

Value Value::of(std::vector<std::pair<std::string, Value>>&& members) {
  Value object;
  object.kind = Kind::object;
  std::unordered_map<std::string, std::size_t> indexes;
  std::vector<bool> repeated;
  for (auto& [name, value] : members) {
    const auto [at, is_new] = indexes.try_emplace(name, object.items.size());
    if (is_new) {
      object.names.push_back(std::move(name));
      object.items.push_back(std::move(value));
      repeated.push_back(false);
      continue;
    }
    auto& item = object.items[at->second];
    if (!repeated[at->second]) {
      Value list;
      list.kind = Kind::array;
      list.items.push_back(std::move(item));
      item = std::move(list);
      repeated[at->second] = true;
    }
    item.items.push_back(std::move(value));
  }
  object.index_names();
  return object;
}

const Value* Value::find(std::string_view name) const {
  if (kind != Kind::object) return nullptr;
  if (by_name_.empty()) {
    const auto at = std::ranges::find(names, name);
    return at == names.end() ? nullptr : &items[static_cast<std::size_t>(at - names.begin())];
  }
  const auto at = std::ranges::lower_bound(
      by_name_, name, {}, [&](std::uint32_t i) -> std::string_view { return names[i]; });
  return at == by_name_.end() || names[*at] != name ? nullptr : &items[*at];
}

std::optional<std::string> Value::index_names() {
  if (names.size() <= large_object) {
    for (std::size_t i = 1; i < names.size(); ++i)
      if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
          names.begin() + static_cast<std::ptrdiff_t>(i))
        return names[i];
    return std::nullopt;
  }
  by_name_.resize(names.size());
  std::iota(by_name_.begin(), by_name_.end(), 0u);
  std::ranges::sort(by_name_, {}, [&](std::uint32_t i) -> std::string_view { return names[i]; });
  const auto twice = std::ranges::adjacent_find(
      by_name_, {}, [&](std::uint32_t i) -> std::string_view { return names[i]; });
  if (twice == by_name_.end()) return std::nullopt;
  return names[*twice];
}

Result<> check_text(std::string_view text) {
  if (text.size() > document_bytes_max)
    return error(Errc::too_large,
                 "the body has " + std::to_string(text.size()) + " bytes, the limit is 1 MiB");
  if (const auto bad = first_bad_utf8(text); bad != text.size())
    return error(Errc::bad_utf8,
                 "the bytes are not UTF-8 (byte offset " + std::to_string(bad) + ")");
  if (text.find('\0') != std::string_view::npos)
    return error(Errc::bad_value, "the text contains a NUL character");
  return {};
}

Result<> DocumentBudget::add_value(std::size_t depth) {
  if (depth > document_depth_max) return error(Errc::too_deep, "nested deeper than 64 levels");
  if (++values_ > document_values_max)
    return error(Errc::too_large, "the body has more than 100,000 values");
  return {};
}

}  // namespace dealbell::intake
