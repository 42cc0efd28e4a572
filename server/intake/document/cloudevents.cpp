#include <algorithm>

#include "base/percent_encoding.hpp"
#include "crypto/base64.hpp"
#include "intake/document/document.hpp"

// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
namespace dealbell::intake {
namespace {

constexpr std::string_view structured_type = "application/cloudevents+json";
constexpr std::string_view batch_type = "application/cloudevents-batch+json";

bool is_json(std::string_view type) {
  return type.empty() || type == "application/json" || type == "text/json" ||
         type.ends_with("+json");
}

// "a \"b\"" in quotes loses them and its backslashes.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

// One round of percent-decoding. Not every sender encodes, so a % that begins nothing stays one.
Result<std::string> header_text(std::string_view written) {
  auto out = percent_decode_lenient(unquoted(written));
  if (auto good = check_text(out); !good) return good.error();
  return out;
}

// What has no JSON in it is its text.
Result<Value> data_of(std::string_view bytes, std::string_view type) {
  if (is_json(type)) return bytes.empty() ? Value{} : decode_json(bytes);
  if (auto good = check_text(bytes); !good) return good.error();
  return Value::of(std::string(bytes));
}

Result<> check_event(const Value& event) {
  for (const auto* name : {"id", "source", "type", "specversion"}) {
    const auto* value = event.find(name);
    if (!value || value->kind != Value::Kind::string || value->text.empty())
      return error(Errc::missing, std::string("a CloudEvent needs ") + name);
  }
  if (const auto& version = event.find("specversion")->text; version != "1.0")
    return error(Errc::bad_value,
                 "CloudEvents 1.0 is known, \"" + version.substr(0, 20) + "\" is not");
  return {};
}

// A structured event as we give it: data_base64 has become data.
Result<Value> plain(Value event) {
  if (event.kind != Value::Kind::object)
    return error(Errc::wrong_type, "a CloudEvent is an object");
  if (auto good = check_event(event); !good) return good.error();
  const auto* base64 = event.find("data_base64");
  if (!base64) return event;
  if (event.find("data") || base64->kind != Value::Kind::string)
    return error(Errc::bad_value, "either data or data_base64, and that as text");
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
  for (const auto& [name, written] : delivery.headers) {
    if (!name.starts_with("ce-")) continue;
    auto text = header_text(written);
    if (!text) return text.error();
    members.emplace_back(name.substr(3), Value::of(std::move(*text)));
  }
  const auto type = media_type(delivery);
  if (!type.empty()) members.emplace_back("datacontenttype", Value::of(type));
  auto data = data_of(delivery.body, type);
  if (!data) return data.error();
  members.emplace_back("data", std::move(*data));
  auto event = Value::of(std::move(members));
  if (auto good = check_event(event); !good) return good.error();
  return event;
}

Result<Value> one(Result<Value> event) {
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
    return error(Errc::wrong_type, "a batch of CloudEvents is an array");
  for (auto& event : list->items) {
    auto made = plain(std::move(event));
    if (!made) return made;
    event = std::move(*made);
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
  if (type != structured_type) return one(binary(delivery));
  auto event = decode_json(delivery.body);
  return event ? one(plain(std::move(*event))) : event;
}

}  // namespace dealbell::intake
