#include "app/api/health.hpp"

#include <filesystem>

#include "net/http/problem.hpp"

namespace dealbell::app {

Answer get_health(ApiContext&, const net::Request&) {
  co_return net::text_response(200, "text/plain", "ok\n");
}

// The server listens only after its log is replayed, and stops when its disk fails. What can still
// be wrong is that it is stopping, that the disk is nearly full, or that it lacks events of other
// nodes.
Answer get_ready(ApiContext& api, const net::Request&) {
  if (api.draining) co_return net::http_problem(503, "draining", "the server is stopping");
  constexpr std::uintmax_t free_bytes_min = 8u << 20;
  std::error_code ec;
  const auto space = std::filesystem::space(api.data_dir, ec);
  if (ec || space.available < free_bytes_min)
    co_return net::problem(error(Errc::cannot_store, "the disk is full"));
  if (api.cluster && !ready(api.cluster->log_status()))
    co_return net::http_problem(503, "catching_up", "the shared log is being read");
  co_return net::text_response(200, "text/plain", "ready\n");
}

}  // namespace dealbell::app
