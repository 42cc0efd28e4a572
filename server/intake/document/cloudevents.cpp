#include "intake/document/cloudevents.hpp"

#include <algorithm>

#include "base/percent_encoding.hpp"
#include "crypto/base64.hpp"
#include "intake/document/json.hpp"

// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
namespace dealbell::intake {
namespace {

constexpr std::string_view structured_type = "application/cloudevents+json";
constexpr std::string_view batch_type = "application/cloudevents-batch+json";

bool is_json(std::string_view type) {
  return type.empty() || type == "application/json" || type == "text/json" ||
         type.ends_with("+json");
}

// Removes the quotes around a quoted string and the backslashes inside it.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

// Decodes percent escapes, once. Not every sender encodes, so a % that starts no escape is kept.
Result<std::string> header_text(std::string_view value) {
  auto out = percent_decode_lenient(unquoted(value));
  if (auto checked = check_text(out); !checked) return checked.error();
  return out;
}

// Data that is not JSON is one text.
Result<Value> data_of(std::string_view bytes, std::string_view type) {
  if (is_json(type)) return bytes.empty() ? Value{} : decode_json(bytes);
  if (auto checked = check_text(bytes); !checked) return checked.error();
  return Value::of(std::string(bytes));
}

Result<> check_event(const Value& event) {
  for (const auto* name : {"id", "source", "type", "specversion"}) {
    const auto* value = event.find(name);
    if (!value || value->kind != Value::Kind::string || value->text.empty())
      return error(Errc::missing, std::string("the CloudEvent has no ") + name);
  }
  if (const auto& version = event.find("specversion")->text; version != "1.0")
    return error(Errc::bad_value,
                 "CloudEvents version \"" + version.substr(0, 20) + "\": only 1.0 is supported");
  return {};
}

// A structured event with its data_base64 decoded into data.
Result<Value> structured(Value event) {
  if (event.kind != Value::Kind::object)
    return error(Errc::wrong_type, "a CloudEvent must be an object");
  if (auto checked = check_event(event); !checked) return checked.error();
  const auto* base64 = event.find("data_base64");
  if (!base64) return event;
  if (event.find("data") || base64->kind != Value::Kind::string)
    return error(Errc::bad_value,
                 "a CloudEvent has either data or data_base64, and the latter is text");
  const auto bytes = crypto::from_base64(base64->text, crypto::PadBits::ignored);
  if (!bytes) return error(Errc::bad_value, "data_base64 is not base64");
  const auto* type = event.find("datacontenttype");
  auto data = data_of(*bytes, type ? std::string_view(type->text) : std::string_view());
  if (!data) return data.error();
  std::vector<std::pair<std::string, Value>> members;
  for (std::size_t i = 0; i < event.items.size(); ++i)
    if (event.names[i] == "data_base64")
      members.emplace_back("data", std::move(*data));
    else
      members.emplace_back(std::move(event.names[i]), std::move(event.items[i]));
  return Value::of(std::move(members));
}

Result<Value> binary(const Delivery& delivery) {
  std::vector<std::pair<std::string, Value>> members;
  for (const auto& [name, value] : delivery.headers) {
    if (!name.starts_with("ce-")) continue;
    auto text = header_text(value);
    if (!text) return text.error();
    members.emplace_back(name.substr(3), Value::of(std::move(*text)));
  }
  const auto type = media_type(delivery);
  if (!type.empty()) members.emplace_back("datacontenttype", Value::of(type));
  auto data = data_of(delivery.body, type);
  if (!data) return data.error();
  members.emplace_back("data", std::move(*data));
  auto event = Value::of(std::move(members));
  if (auto checked = check_event(event); !checked) return checked.error();
  return event;
}

Result<Value> list_of(Result<Value> event) {
  if (!event) return event;
  Value list;
  list.kind = Value::Kind::array;
  list.items.push_back(std::move(*event));
  return list;
}

Result<Value> batch(std::string_view body) {
  auto list = decode_json(body);
  if (!list) return list;
  if (list->kind != Value::Kind::array)
    return error(Errc::wrong_type, "a batch of CloudEvents must be an array");
  for (auto& event : list->items) {
    auto decoded = structured(std::move(event));
    if (!decoded) return decoded;
    event = std::move(*decoded);
  }
  return list;
}

}  // namespace

bool looks_like_cloud_event(const Delivery& delivery) {
  const auto type = media_type(delivery);
  return type == structured_type || type == batch_type ||
         first_header(delivery, "ce-specversion") != nullptr;
}

Result<Value> decode_cloud_events(const Delivery& delivery) {
  const auto type = media_type(delivery);
  if (type == batch_type) return batch(delivery.body);
  if (type != structured_type) return list_of(binary(delivery));
  auto event = decode_json(delivery.body);
  return event ? list_of(structured(std::move(*event))) : event;
}

}  // namespace dealbell::intake
