#include "core/measures/measure.hpp"
#include "wire/org/org_fields.hpp"
#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

constexpr int least_n_max = 1'000'000;
constexpr int rows_max = 50;  // a wall shows a dozen; phones scroll

void read_filters(OrgReader& r, JsonCursor json, const std::string& at, core::BoardTile& tile) {
  r.in.named(json, at, filters_max,
             [&](const std::string& name, JsonCursor value, const std::string& filter_at) {
               if (!r.in.among(name, filter_at, filter_fields)) return;
               auto& id = tile.filters[name];  // "": entries without a value
               if (!r.in.value(value, filter_at, id)) return;
               if (name == "team") r.check_reference(r.teams, id, filter_at);
               if (name == "person") r.check_reference(r.people, id, filter_at);
             });
}

bool is_own(const OrgReader& r, const std::string& name) {
  return std::ranges::find(r.org.measures, name, &core::OwnMeasure::id) != r.org.measures.end();
}

// Ids are used in URLs of pages and in keys of rows.
void check_id(OrgReader& r, const std::string& id, const std::string& at) {
  r.require(!id.empty(), "id", at);
  if (!id.empty() && !is_slug(id, '-'))
    r.add_error("an id has 1 to 40 characters of a-z, 0-9, - and _, and begins with a letter",
                at + "/id");
}

void read_tile(OrgReader& r, JsonCursor json, const std::string& at, core::BoardTile& tile) {
  r.in.members(json, at, tile_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "id") r.in.value(value, key_at, tile.id, take_id);
    if (key == "title") r.in.value(value, key_at, tile.title);
    if (key == "measure" && r.in.value(value, key_at, tile.measure))
      r.check_measure(tile.measure, key_at);
    if (key == "of" && r.in.value(value, key_at, tile.target_of))
      r.check_target(tile.target_of, key_at);
    if (key == "by") r.in.one_of(value, key_at, row_fields, tile.by);
    if (key == "period") r.in.one_of(value, key_at, tile_periods, tile.period);
    if (key == "filters") read_filters(r, value, key_at, tile);
    std::optional<int> limit;
    if (key == "limit") r.whole(value, key_at, 1, rows_max, limit);
    if (limit) tile.limit = *limit;
    if (key == "least_n") r.whole(value, key_at, 0, least_n_max, tile.least_n);
  });
  check_id(r, tile.id, at);
  r.require(!tile.measure.empty(), "measure", at);
  const auto* measure = core::find_measure(tile.measure);
  if (!tile.target_of.empty() && (measure ? !measure->targeted : is_own(r, tile.measure)))
    r.add_error("\"of\" is only possible with attainment and other measures about a quota",
                at + "/of");
}

Json write_tile(const core::BoardTile& tile) {
  const core::BoardTile usual;
  Json json{{"id", tile.id}};
  if (!tile.title.empty()) json["title"] = tile.title;
  json["measure"] = tile.measure;
  if (!tile.target_of.empty()) json["of"] = tile.target_of;
  if (!tile.by.empty()) json["by"] = tile.by;
  if (tile.period != usual.period) json["period"] = tile.period;
  for (const auto& [field, id] : tile.filters) json["filters"][field] = id;
  if (tile.limit != usual.limit) json["limit"] = tile.limit;
  if (tile.least_n) json["least_n"] = *tile.least_n;
  return json;
}

}  // namespace

void read_boards(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims boards{"board"};
  boards.keys.emplace("wall", Claims::Claim{"the board that every office has", "wall"});
  r.in.elements(json, at, boards_max, [&](JsonCursor element, const std::string& board_at) {
    auto& board = r.org.boards.emplace_back();
    Claims tiles{"tile"};
    r.in.members(element, board_at, board_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "id") r.in.value(value, key_at, board.id, take_id);
                   if (key == "title") r.in.value(value, key_at, board.title);
                   if (key == "tick_ms")
                     r.whole(value, key_at, tick_min_ms, tick_max_ms, board.tick_ms);
                   if (key != "tiles") return;
                   r.in.elements(value, key_at, tiles_max,
                                 [&](JsonCursor tile_json, const std::string& tile_at) {
                                   auto& tile = board.tiles.emplace_back();
                                   read_tile(r, tile_json, tile_at, tile);
                                   if (!tile.id.empty())
                                     r.claim(tiles, tile.id, tile.id, tile_at + "/id");
                                 });
                 });
    check_id(r, board.id, board_at);
    if (!board.id.empty()) r.claim(boards, board.id, board.id, board_at + "/id");
    if (board.title.empty()) board.title = board.id;
    r.require(!board.tiles.empty(), "tiles", board_at);
  });
}

Json write_boards(const core::Org& org) {
  return write_list(org.boards, [](const core::OrgBoard& board) {
    Json json{{"id", board.id}, {"title", board.title}};
    if (board.tick_ms) json["tick_ms"] = *board.tick_ms;
    json["tiles"] = write_list(board.tiles, write_tile);
    return json;
  });
}

}  // namespace dealbell::wire
