#include "app/api/figure_changes.hpp"

#include "app/api/json_response.hpp"
#include "wire/kept_totals_json.hpp"

namespace dealbell::app {

Answer get_figure_changes(ApiContext& api, const net::Request&) {
  co_return json_response(wire::write_figure_change(core::figures_version, api.figure_change));
}

}  // namespace dealbell::app
