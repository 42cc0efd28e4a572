#include "intake/delivery_json.hpp"

#include <nlohmann/json.hpp>

namespace dealbell::intake {

std::string write_request(const Delivery& delivery) {
  auto headers = nlohmann::json::array();
  for (const auto& [name, value] : delivery.headers) headers.push_back({name, value});
  const nlohmann::json request{
      {"method", delivery.method}, {"target", delivery.target}, {"headers", std::move(headers)}};
  return request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Delivery read_request(const std::string& text, std::string body) {
  const auto request = nlohmann::json::parse(text, nullptr, false);
  Delivery delivery;
  delivery.body = std::move(body);
  if (!request.is_object()) return delivery;
  delivery.method = request.value("method", "POST");
  delivery.target = request.value("target", "");
  const auto headers = request.find("headers");
  if (headers == request.end()) return delivery;
  for (const auto& header : *headers)
    if (header.is_array() && header.size() == 2 && header[0].is_string() && header[1].is_string())
      delivery.headers.emplace_back(header[0].get<std::string>(), header[1].get<std::string>());
  return delivery;
}

}  // namespace dealbell::intake
