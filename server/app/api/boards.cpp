#include "app/api/boards.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "io/clock.hpp"
#include "net/http/etag.hpp"

namespace dealbell::app {
namespace {

net::Response board_response(const ApiContext& api, const net::Version& version,
                             const net::Request& request) {
  const auto etag = "\"" + version.id() + "\"";
  net::Response response;
  response.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
  const auto since =
      api.cluster ? unshared_since(api.cluster->log_status(), io::now()) : std::nullopt;
  if (since) response.headers.push_back({"Dealbell-Unshared-Since", std::to_string(to_ms(*since))});
  if (net::client_has(request, etag))
    response.status = 304;
  else
    response.body = std::make_shared<const std::string>(version.snapshot());
  return response;
}

}  // namespace

Answer get_boards(ApiContext& api, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("boards").begin_array();
  for (const auto& version : api.publisher.newest()->channels)
    json.begin_object()
        .member("board", version->channel())
        .member("rev", version->rev())
        .end_object();
  json.end_array().end_object();
  co_return json_response(std::move(json));
}

Answer get_board(ApiContext& api, const net::Request& request) {
  const auto publication = api.publisher.newest();
  const auto& id = path_param(request, "board");
  for (const auto& version : publication->channels)
    if (version->channel() == id) co_return board_response(api, *version, request);
  co_return net::problem(error(Errc::not_found, "there is no board by this name"));
}

}  // namespace dealbell::app
