#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/http/http.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {

// 200 with a JSON body.
net::Response json_response(std::string json);
net::Response json_response(wire::JsonWriter&& json);

// A member that is null when there is no value.
template <class T>
void write_optional(wire::JsonWriter& json, std::string_view name, const std::optional<T>& value) {
  json.key(name);
  if (value)
    json.value(*value);
  else
    json.null();
}

}  // namespace dealbell::app
