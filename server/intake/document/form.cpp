#include "base/percent_encoding.hpp"
#include "intake/document/document.hpp"

namespace dealbell::intake {
namespace {

Result<std::string> decoded(std::string_view text) {
  auto out = percent_decode(text, Plus::space);
  if (!out) return error(Errc::bad_value, "a % without two hex digits in a form");
  if (auto good = check_text(*out); !good) return good.error();
  return std::move(*out);
}

}  // namespace

Result<Value> decode_form(std::string_view text) {
  if (auto good = check_text(text); !good) return good.error();
  std::vector<std::pair<std::string, Value>> members;
  DocumentBudget budget;
  while (!text.empty()) {
    const auto pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    if (auto taken = budget.take(1); !taken) return taken.error();
    const auto equals = pair.find('=');
    auto name = decoded(pair.substr(0, equals));
    if (!name) return name.error();
    auto value =
        decoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    if (!value) return value.error();
    members.emplace_back(std::move(*name), Value::of(std::move(*value)));
  }
  return Value::of(std::move(members));
}

}  // namespace dealbell::intake
