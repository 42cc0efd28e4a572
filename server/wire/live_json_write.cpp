#include "wire/json_writer.hpp"
#include "wire/live_json.hpp"

namespace dealbell::wire {
namespace {

void put_version(JsonWriter& json, const BoardVersion& version) {
  json.member("board", version.board).member("epoch", version.epoch);
}

void put_position(JsonWriter& json, const TimedPosition& position) {
  json.member("log", position.log).member("seq", position.seq).member("at", to_ms(position.at));
}

template <class Rows>
void put_rows(JsonWriter& json, std::string_view name, const Rows& rows) {
  json.key(name).begin_object();
  for (const auto& [key, row] : rows) json.member(key, row);
  json.end_object();
}

}  // namespace

std::string write_welcome(std::string_view build, std::chrono::milliseconds beat_every, Instant now,
                          std::span<const std::string> denied) {
  JsonWriter json;
  json.begin_object().member("type", "welcome").member("build", build);
  json.member("beat_ms", beat_every.count()).member("now", to_ms(now));
  json.key("denied").begin_array();
  for (const auto& board : denied) json.value(board);
  json.end_array().end_object();
  return std::move(json).text();
}

std::string write_snapshot(const BoardVersion& version, const TimedPosition& position,
                           const core::Board& board) {
  JsonWriter json;
  json.begin_object().member("type", "snapshot");
  put_version(json, version);
  json.member("rev", version.rev);
  put_position(json, position);
  json.key("tiles").begin_object();
  for (const auto& [name, tile] : board.tiles) {
    json.key(name).begin_object();
    put_rows(json, "rows", tile.rows);
    json.member("meta", tile.meta).end_object();
  }
  json.end_object().end_object();
  return std::move(json).text();
}

std::string write_delta(const BoardVersion& version, std::int64_t from,
                        const TimedPosition& position, const core::BoardDelta& delta) {
  JsonWriter json;
  json.begin_object().member("type", "delta");
  put_version(json, version);
  json.member("from", from).member("rev", version.rev);
  put_position(json, position);
  json.key("tiles").begin_object();
  for (const auto& [name, tile] : delta) {
    json.key(name).begin_object();
    if (!tile.set.empty()) put_rows(json, "set", tile.set);
    if (!tile.del.empty()) {
      json.key("del").begin_array();
      for (const auto& key : tile.del) json.value(key);
      json.end_array();
    }
    if (tile.meta) json.member("meta", *tile.meta);
    json.end_object();
  }
  json.end_object().end_object();
  return std::move(json).text();
}

std::string write_beat(const TimedPosition& position, std::span<const BoardVersion> boards,
                       std::span<const SourceState> sources,
                       std::optional<Instant> unshared_since) {
  JsonWriter json;
  json.begin_object().member("type", "beat");
  put_position(json, position);
  json.key("boards").begin_object();
  for (const auto& version : boards) json.member(version.board, version.rev);
  json.end_object().key("sources").begin_object();
  for (const auto& source : sources) {
    json.key(source.name).begin_object();
    json.member("last", to_ms(source.last)).member("state", source.state).end_object();
  }
  json.end_object();
  if (unshared_since) json.member("unshared_since", to_ms(*unshared_since));
  json.end_object();
  return std::move(json).text();
}

std::string write_drain(std::chrono::milliseconds reconnect_in) {
  JsonWriter json;
  json.begin_object().member("type", "drain").member("reconnect_in_ms", reconnect_in.count());
  json.end_object();
  return std::move(json).text();
}

}  // namespace dealbell::wire
