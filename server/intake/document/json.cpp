#include "intake/document/json.hpp"

#include <nlohmann/json.hpp>

#include "base/json_text.hpp"

namespace dealbell::intake {
namespace {

// Builds our values; the library does the parsing.
struct Builder : nlohmann::json_sax<nlohmann::json> {
  Value root;
  std::vector<Value*> open;  // the enclosing arrays and objects; only the last one grows
  DocumentBudget budget;
  Error failure;

  bool null() override { return add({}); }
  bool boolean(bool flag) override { return add(Value::of(flag)); }
  bool number_integer(number_integer_t n) override { return add(Value::number(std::to_string(n))); }
  bool number_unsigned(number_unsigned_t n) override {
    return add(Value::number(std::to_string(n)));
  }
  bool number_float(number_float_t, const string_t& text) override {
    if (text.size() > number_bytes_max)
      return fail(error(Errc::bad_value, "a number has more than 100 characters"));
    return add(Value::number(text));
  }
  bool string(string_t& text) override { return add(Value::of(std::move(text))); }
  bool binary(binary_t&) override { return false; }
  bool key(string_t& name) override {
    open.back()->names.push_back(std::move(name));
    return true;
  }
  bool start_object(std::size_t) override { return begin(Value::Kind::object); }
  bool start_array(std::size_t) override { return begin(Value::Kind::array); }
  bool end_object() override {
    if (const auto twice = open.back()->index_names())
      return fail(error(Errc::bad_value,
                        "the name \"" + twice->substr(0, 40) + "\" occurs twice in one object"));
    open.pop_back();
    return true;
  }
  bool end_array() override {
    open.pop_back();
    return true;
  }
  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception& e) override {
    const std::string_view what = e.what();
    const bool too_large = what.find("number overflow") != std::string_view::npos;
    return fail(
        error(too_large ? Errc::bad_value : Errc::bad_json,
              too_large ? "a number is too large" : "not JSON at byte " + std::to_string(at)));
  }

 private:
  bool fail(Error why) {
    failure = std::move(why);
    return false;
  }
  bool add(Value value) {
    if (auto added = budget.add_value(open.size() + 1); !added) return fail(added.error());
    if (open.empty())
      root = std::move(value);
    else
      open.back()->items.push_back(std::move(value));
    return true;
  }
  bool begin(Value::Kind kind) {
    Value value;
    value.kind = kind;
    if (!add(std::move(value))) return false;
    open.push_back(open.empty() ? &root : &open.back()->items.back());
    return true;
  }
};

void write(const Value& value, std::string& out) {
  switch (value.kind) {
    case Value::Kind::null:
      out += "null";
      return;
    case Value::Kind::boolean:
      out += value.flag ? "true" : "false";
      return;
    case Value::Kind::number:
      out += value.text;
      return;
    case Value::Kind::string:
      out += json_quoted(value.text);
      return;
    case Value::Kind::array:
    case Value::Kind::object:
      break;
  }
  const bool object = value.kind == Value::Kind::object;
  out += object ? '{' : '[';
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ',';
    if (object) {
      out += json_quoted(value.names[i]);
      out += ':';
    }
    write(value.items[i], out);
  }
  out += object ? '}' : ']';
}

}  // namespace

Result<Value> decode_json(std::string_view text) {
  if (auto checked = check_text(text); !checked) return checked.error();
  Builder builder;
  if (!nlohmann::json::sax_parse(text, &builder)) return std::move(builder.failure);
  return std::move(builder.root);
}

std::string to_json(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace dealbell::intake
