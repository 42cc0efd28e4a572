#include "intake/document/form.hpp"

#include "base/percent_encoding.hpp"

namespace dealbell::intake {
namespace {

Result<std::string> decode(std::string_view text) {
  auto out = percent_decode(text, Plus::space);
  if (!out) return error(Errc::bad_value, "% without two hex digits in a form");
  if (auto checked = check_text(*out); !checked) return checked.error();
  return std::move(*out);
}

}  // namespace

Result<Value> decode_form(std::string_view text) {
  if (auto checked = check_text(text); !checked) return checked.error();
  std::vector<std::pair<std::string, Value>> members;
  DocumentBudget budget;
  while (!text.empty()) {
    const auto pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    if (auto added = budget.add_value(1); !added) return added.error();
    const auto equals = pair.find('=');
    auto name = decode(pair.substr(0, equals));
    if (!name) return name.error();
    auto value =
        decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    if (!value) return value.error();
    members.emplace_back(std::move(*name), Value::of(std::move(*value)));
  }
  return Value::of(std::move(members));
}

}  // namespace dealbell::intake
