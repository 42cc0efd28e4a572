#include "app/api/routes.hpp"

#include "app/api/boards.hpp"
#include "app/api/deliveries.hpp"
#include "app/api/events.hpp"
#include "app/api/explain.hpp"
#include "app/api/figure_changes.hpp"
#include "app/api/health.hpp"
#include "app/api/hooks.hpp"
#include "app/api/kpis.hpp"
#include "app/api/login.hpp"
#include "app/api/metrics.hpp"
#include "app/api/needs_mapping.hpp"
#include "app/api/org_document.hpp"
#include "app/api/pages.hpp"
#include "app/api/redis_state.hpp"
#include "app/api/refused.hpp"
#include "app/api/rejected.hpp"
#include "app/api/source_replay.hpp"
#include "app/api/sources.hpp"
#include "app/api/tokens.hpp"

namespace dealbell::app {

std::vector<net::Route> routes(ApiContext& api) {
  using net::Method;
  using net::Request;
  constexpr std::size_t events_max = 32u << 20;
  constexpr std::size_t document_max = 8u << 20;
  const auto with = [&api](Answer (*endpoint)(ApiContext&, const Request&)) -> net::Handler {
    return [&api, endpoint](const Request& request) { return endpoint(api, request); };
  };
  const auto page = [&api](const char* file) -> net::Handler {
    return [&api, file](const Request& request) { return get_page(api, file, request); };
  };
  using namespace std::chrono_literals;
  // Pages and their assets contain no data, so they need no token.
  const net::RouteOptions open{.open = true};
  // Health says nothing about the office, and load balancers use names of their own.
  const net::RouteOptions health{.open = true, .any_host = true};
  // Webhooks authenticate by their source's own scheme, over the bytes as they were received.
  const net::RouteOptions hook{
      .body_max_bytes = 1u << 20, .open = true, .raw = true, .any_host = true};
  const net::RouteOptions mapping{.body_max_bytes = 1u << 20, .timeout = 60s};
  std::vector<net::Route> routes = {
      {Method::post,
       "/api/v1/events",
       with(post_events),
       {.body_max_bytes = events_max, .timeout = 60s}},
      {Method::get, "/api/v1/receipts/{id}", with(get_receipt)},
      {Method::get, "/api/v1/kpis", with(get_kpis)},
      {Method::get, "/api/v1/explain", with(get_explain)},
      {Method::get, "/api/v1/deals", with(get_deals)},
      {Method::get, "/api/v1/needs-mapping", with(get_needs_mapping)},
      {Method::get, "/api/v1/figure-changes", with(get_figure_changes)},
      {Method::get, "/api/v1/boards", with(get_boards)},
      {Method::get, "/api/v1/boards/{board}", with(get_board)},
      {Method::get, "/api/v1/org", with(get_org)},
      {Method::put, "/api/v1/org", with(put_org), {.body_max_bytes = document_max, .timeout = 60s}},
      {Method::get, "/api/v1/rejected", with(get_rejected)},
      {Method::get, "/api/v1/refused", with(get_refused)},
      {Method::post, "/api/v1/rejected/{id}/replay", with(replay_rejected)},
      {Method::post, "/api/v1/rejected/{id}/dismiss", with(dismiss_rejected)},
      {Method::post, "/api/v1/rejected/{id}/try", with(try_rejected), mapping},
      {Method::post, "/api/v1/sources/{source}/replay", with(replay_source), mapping},
      {Method::post, "/api/v1/sources/{source}/dismiss", with(dismiss_source), mapping},
      {Method::post, "/api/v1/sources/{source}/try", with(try_source), mapping},
      {Method::get, "/api/v1/sources", with(get_sources)},
      {Method::get, "/api/v1/deliveries", with(get_deliveries)},
      {Method::get, "/api/v1/deliveries/{id}", with(get_delivery)},
      {Method::get, "/api/v1/redis", with(get_redis)},
      {Method::get, "/api/v1/tokens", with(get_tokens)},
      {Method::post, "/api/v1/tokens", with(post_token)},
      {Method::del, "/api/v1/tokens/{id}", with(delete_token)},
      {Method::del, "/api/v1/devices/{id}", with(delete_token)},
      {Method::post, "/api/v1/users/admin/link", with(post_admin_link)},
      {Method::get, "/metrics", with(get_metrics)},
      {Method::post, "/login", with(post_login), open},
      {Method::get, "/healthz", with(get_health), health},
      {Method::get, "/readyz", with(get_ready), health},
      {Method::get, "/", page("index.html"), open},
      {Method::get, "/login", page("login.html"), open},
      {Method::get, "/admin", page("admin.html"), open},
      {Method::get, "/wall/{board}", page("wall.html"), open},
  };
  // With a slash at the end too: people enter it, and some forms of vendors append it.
  for (const char* path : {"/hooks/{source}", "/hooks/{source}/", "/hooks/{source}/{token}",
                           "/hooks/{source}/{token}/"}) {
    routes.push_back({Method::post, path, with(post_hook), hook});
    routes.push_back({Method::get, path, with(get_hook), hook});
    routes.push_back({Method::options, path, with(options_hook), hook});
  }
  return routes;
}

}  // namespace dealbell::app
