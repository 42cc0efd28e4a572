#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "core/events/event_limits.hpp"
#include "intake/currency.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/document/json.hpp"
#include "intake/mapping/evaluate.hpp"
#include "intake/mapping/exact_decimal.hpp"
#include "intake/space.hpp"

// Operators that make values from text.
namespace dealbell::intake {
namespace {

const Value* null_value() {
  static const Value null;
  return &null;
}

std::string trimmed(std::string_view text) { return std::string(trim(text)); }

Result<Value> split_part(const std::string& text, const Split& e) {
  std::vector<std::string_view> parts;
  std::string_view rest = text;
  for (;;) {
    const auto end = rest.find(e.by);
    parts.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + e.by.size());
  }
  const auto size = static_cast<std::int64_t>(parts.size());
  const auto at = e.at < 0 ? size + e.at : e.at;
  if (at < 0 || at >= size) return Value{};
  return Value::of(trimmed(parts[static_cast<std::size_t>(at)]));
}

Result<Value> truth(const std::string& text) {
  const auto word = ascii_lower(text);
  for (const std::string_view yes : {"true", "1", "yes"})
    if (word == yes) return Value::of(true);
  for (const std::string_view no : {"false", "0", "no"})
    if (word == no) return Value::of(false);
  return error(Errc::bad_value, "\"" + text.substr(0, 40) + "\" is neither true nor false");
}

}  // namespace

template <class Make>
Evaluation::ValueResult Evaluation::from_text(const Expressions& of, Make make) {
  auto result = value(of.front());
  if (!result || !*result || (*result)->kind == Value::Kind::null) return result;
  if (!(*result)->is_scalar())
    return error(Errc::wrong_type, "expected text, found a list or object");
  const std::string text(text_of(**result));
  work_.add(text.size());
  if (text.empty()) return null_value();
  Result<Value> value = make(text);
  if (!value) return value.error();
  return keep(std::move(*value));
}

// Nothing if one of the parts is nothing.
Evaluation::ValueResult Evaluation::evaluate(const Concat& e) {
  std::string joined;
  for (std::size_t i = 0; i < e.of.size(); ++i) {
    const auto one = text(e.of[i]);
    if (!one) return one.error();
    if (!*one) return nullptr;
    if (i > 0) joined += e.with;
    joined += **one;
  }
  return keep(Value::of(std::move(joined)));
}

Evaluation::ValueResult Evaluation::evaluate(const Cut& e) {
  const auto whole = text(e.of.front());
  if (!whole) return whole.error();
  const auto at = *whole ? (*whole)->find(e.mark) : std::string::npos;
  if (at == std::string::npos) return nullptr;
  return keep(Value::of(e.after ? (*whole)->substr(at + e.mark.size()) : (*whole)->substr(0, at)));
}

Evaluation::ValueResult Evaluation::evaluate(const Split& e) {
  return from_text(e.of, [&](const std::string& text) { return split_part(text, e); });
}

Result<int> Evaluation::decimals(const Number& e) {
  const auto written = text(e.currency.front());
  if (!written) return written.error();
  const auto code = core::read_currency(written->value_or(""));
  if (!code || code->empty())
    return error(Errc::missing, "an amount in minor units needs a currency");
  const auto own = e.decimals.find(*code);
  return own != e.decimals.end() ? own->second : core::currency_decimals(*code);
}

Evaluation::ValueResult Evaluation::evaluate(const Number& e) {
  return from_text(e.of, [&](const std::string& text) -> Result<Value> {
    std::string plain = trimmed(text);
    if (e.decimal_mark != 0) {
      const auto amount = parse_written_amount(plain, e.decimal_mark);
      if (!amount) return amount.error();
      if (written_currency(plain) || !shared_sign(plain).empty()) amount_with_currency_ = plain;
      plain = core::format_amount(amount->e4, 0);
    }
    int shift = e.shift;
    if (!e.currency.empty()) {
      const auto minor = decimals(e);
      if (!minor) return minor.error();
      shift -= *minor;
    }
    auto number = exact_decimal(plain, shift, e.round);
    if (!number) return number.error();
    return Value::number(std::move(*number));
  });
}

Evaluation::ValueResult Evaluation::evaluate(const Time& e) {
  return from_text(e.of, [&](const std::string& text) -> Result<Value> {
    auto instant = read_timestamp(e.format, trimmed(text));
    if (!instant) return instant.error();
    if (e.format == TimeFormat::date)
      return Value::of(format_day(std::chrono::floor<std::chrono::days>(*instant)));
    return Value::of(format_instant(*instant));
  });
}

Evaluation::ValueResult Evaluation::evaluate(const DayOf& e) {
  return from_text(e.of, [&](const std::string& text) -> Result<Value> {
    if (parse_day(text)) return Value::of(text);  // a day is the same in every zone
    const auto instant = parse_instant(text);
    if (!instant) return instant.error();
    // A copy: a calendar caches its last lookup, and a mapping is used by any thread.
    return Value::of(format_day(core::Calendar(e.zone ? *e.zone : office_).day_of(*instant)));
  });
}

Evaluation::ValueResult Evaluation::evaluate(const Duration& e) {
  return from_text(e.of, [&](const std::string& text) -> Result<Value> {
    const auto seconds = read_duration(e.format, trimmed(text));
    if (!seconds) return seconds.error();
    return Value::number(std::to_string(*seconds));
  });
}

Evaluation::ValueResult Evaluation::evaluate(const Truth& e) {
  return from_text(e.of, [](const std::string& text) { return truth(trimmed(text)); });
}

Evaluation::ValueResult Evaluation::evaluate(const Text& e) {
  return from_text(e.of, [&](std::string text) -> Result<Value> {
    return Value::of(e.lower ? ascii_lower(text) : std::move(text));
  });
}

Evaluation::ValueResult Evaluation::evaluate(const Hash& e) {
  auto result = value(e.of.front());
  if (!result || !*result) return result;
  const auto written = to_json(**result);
  work_.add(written.size());
  return keep(Value::of(hash128_hex(written)));
}

}  // namespace dealbell::intake
