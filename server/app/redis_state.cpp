// How the mirror does, for whoever watches.

#include "app/endpoints.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {

Answer get_redis(Services& s, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("mirror");
  if (!s.mirror) co_return json_response(std::move(json.null().end_object()).text());

  const auto state = co_await s.mirror->state();
  const auto& link = state.link;
  json.begin_object()
      .member("log", state.written.log)
      .member("seq", state.written.seq)
      .member("at", to_ms(state.written.at))
      .member("lag_s", state.lag.count())
      .member("writes", state.writes)
      .member("look_ms", static_cast<double>(state.look.count()) / 1'000)
      .member("error", state.error)
      .end_object();
  json.key("link")
      .begin_object()
      .member("connected", link.connected)
      .member("since", to_ms(link.since))
      .member("where", link.where)
      .member("version", link.version)
      .member("connections", link.connections)
      .member("error", link.error)
      .end_object();
  co_return json_response(std::move(json.end_object()).text());
}

}  // namespace dealbell::app
