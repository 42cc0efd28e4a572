#include "app/api/json_response.hpp"

#include <utility>

namespace dealbell::app {

net::Response json_response(std::string json) {
  return net::text_response(200, "application/json", std::move(json));
}

net::Response json_response(wire::JsonWriter&& json) {
  return json_response(std::move(json).text());
}

}  // namespace dealbell::app
