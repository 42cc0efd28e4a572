#include "app/api/redis_state.hpp"

#include "app/api/json_response.hpp"

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

void write_client(wire::JsonWriter& json, const redis::ClientState& client) {
  json.key("link")
      .begin_object()
      .member("connected", client.connected)
      .member("since", to_ms(client.since))
      .member("where", client.where)
      .member("version", client.version)
      .member("connections", client.connections)
      .member("error", client.error)
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
      .member("look_ms", static_cast<double>(state.sampling.count()) / 1'000)
      .member("error", state.error)
      .end_object();
  write_client(json, state.client);
}

void write_log(wire::JsonWriter& json, const ClusterStatus& status) {
  const auto& log = status.log;
  json.key("log")
      .begin_object()
      .member("node", status.node)
      .member("state", word_of(log.state))
      .member("since", to_ms(log.since))
      .member("why", log.why)
      .member("log", log.position.log)
      .member("seq", log.position.seq)
      .member("newest", log.newest)
      .member("repairs", log.repairs);
  const auto& inbox = status.inbox;
  json.key("inbox").begin_object().member("events", inbox.events).member("bytes", inbox.bytes);
  write_optional(json, "oldest", inbox.oldest ? std::optional(to_ms(*inbox.oldest)) : std::nullopt);
  json.end_object();
  write_client(json, status.client);
  json.end_object();
}

}  // namespace

Answer get_redis(ApiContext& api, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object();
  if (api.mirror) {
    const auto state = co_await api.mirror->state();
    write_mirror(json, state);
  } else {
    json.key("mirror").null();
  }
  if (api.cluster) {
    const auto status = co_await api.cluster->status();
    write_log(json, status);
  } else {
    json.key("log").null();
  }
  json.end_object();
  co_return json_response(std::move(json));
}

}  // namespace dealbell::app
