// How the mirror and the shared log do, for whoever watches.

#include "app/api/endpoints.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

const char* word_of(redis::SharedLog::State state) {
  switch (state) {
    case redis::SharedLog::State::joining:
      return "joining";
    case redis::SharedLog::State::sharing:
      return "sharing";
    case redis::SharedLog::State::away:
      return "away";
    case redis::SharedLog::State::copying:
      return "copying";
    case redis::SharedLog::State::repairing:
      break;
  }
  return "repairing";
}

void write_link(wire::JsonWriter& json, const redis::ClientState& link) {
  json.key("link")
      .begin_object()
      .member("connected", link.connected)
      .member("since", to_ms(link.since))
      .member("where", link.where)
      .member("version", link.version)
      .member("connections", link.connections)
      .member("error", link.error)
      .end_object();
}

void write_mirror(wire::JsonWriter& json, const MirrorState& state) {
  json.key("mirror")
      .begin_object()
      .member("log", state.written.log)
      .member("seq", state.written.seq)
      .member("at", to_ms(state.written.at))
      .member("lag_s", state.lag.count())
      .member("writes", state.writes)
      .member("look_ms", static_cast<double>(state.look.count()) / 1'000)
      .member("error", state.error)
      .end_object();
  write_link(json, state.link);
}

void write_log(wire::JsonWriter& json, const ClusterStatus& state) {
  const auto& log = state.log;
  json.key("log")
      .begin_object()
      .member("node", state.node)
      .member("state", word_of(log.state))
      .member("since", to_ms(log.since))
      .member("why", log.why)
      .member("log", log.position.log)
      .member("seq", log.position.seq)
      .member("newest", log.newest)
      .member("repairs", log.repairs);
  json.key("inbox")
      .begin_object()
      .member("events", state.inbox.events)
      .member("bytes", state.inbox.bytes)
      .key("oldest");
  state.inbox.oldest ? json.value(to_ms(*state.inbox.oldest)) : json.null();
  json.end_object();
  write_link(json, state.link);
  json.end_object();
}

}  // namespace

Answer get_redis(ApiContext& s, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object();
  if (s.mirror) {
    const auto state = co_await s.mirror->state();
    write_mirror(json, state);
  } else {
    json.key("mirror").null();
  }
  if (s.sharing) {
    const auto state = co_await s.sharing->state();
    write_log(json, state);
  } else {
    json.key("log").null();
  }
  json.end_object();
  co_return json_response(std::move(json).text());
}

}  // namespace dealbell::app
