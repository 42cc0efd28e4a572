#include "app/api/needs_mapping.hpp"

#include "app/api/json_response.hpp"
#include "wire/needs_mapping_json.hpp"

namespace dealbell::app {

Answer get_needs_mapping(ApiContext& api, const net::Request&) {
  auto ask = [](const core::SalesState& sales) { return core::needs_mapping(sales); };
  co_return json_response(wire::write_needs_mapping(co_await api.office.query_sales(ask)));
}

}  // namespace dealbell::app
