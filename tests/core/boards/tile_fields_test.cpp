#include "core/boards/tile_fields.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "core/boards/own_board.hpp"
#include "core/boards/wall/wall.hpp"
#include "support/core/office.hpp"

// One table has the names of all tile fields. The boards, the protocol's documentation and the
// wall's TypeScript must agree with it.
namespace dealbell::test {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

Names names_of(std::span<const char* const> fields) { return {fields.begin(), fields.end()}; }

template <class Fields>
Names keys_of(const Fields& fields) {
  Names names;
  for (const auto& [name, value] : fields) names.insert(name);
  return names;
}

void add(Names& names, std::span<const char* const> more) {
  names.insert(more.begin(), more.end());
}

Names wall_fields() {
  Names all;
  for (const auto& tile : core::wall_tile_fields) {
    add(all, tile.meta);
    add(all, tile.rows);
  }
  return all;
}

Names own_board_fields() {
  using namespace core::tile_fields;
  Names all{core::field::title, core::field::state};  // of the office tile
  add(all, own_meta);
  add(all, own_meta_optional);
  add(all, own_ranking_row);
  add(all, own_series_row);
  return all;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(fs::path(DEALBELL_SOURCE_DIR) / path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The section of the protocol's documentation with this heading.
std::string protocol_section(const std::string& heading) {
  const auto text = text_of("server/wire/PROTOCOL.md");
  const auto begin = text.find("\n## " + heading);
  EXPECT_NE(begin, std::string::npos) << heading;
  return begin == std::string::npos ? ""
                                    : text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

// The names in backticks, such as `utc_offset_s`.
Names quoted_names(const std::string& markdown) {
  static const std::regex quoted("`([a-z_]+)`");
  Names names;
  for (std::sregex_iterator at(markdown.begin(), markdown.end(), quoted), end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}

std::string wall_typescript() {
  std::string all;
  for (const auto* folder : {"web-static/src/view", "web-static/src/tiles"}) {
    const auto path = fs::path(DEALBELL_SOURCE_DIR) / folder;
    if (!fs::exists(path)) continue;
    for (const auto& entry : fs::directory_iterator(path))
      if (entry.path().extension() == ".ts")
        all += text_of(fs::path(folder) / entry.path().filename());
  }
  return all;
}

// An office in which every tile of the wall has rows.
core::Org org_with_a_team() {
  auto org = Office::euros();
  org.people = {{"ana", "Ana", {}}};
  org.teams = {{"north", "North", {{"ana", {}, {}}}}};
  return org;
}

Office office_with_wins() {
  Office office(org_with_a_team());
  const auto won = [&](const std::string& id, Instant when) {
    office.apply(deal(id).owner("ana").amount("10").status(core::DealStatus::won).at(when));
  };
  won("last-month", at("09:00", "2026-10-22"));
  won("today", at("09:00"));
  return office;
}

TEST(TileFields, OfTheWallAreThoseOfTheTable) {
  const auto office = office_with_wins();

  const auto board = core::wall_board(office.sales(), at("09:00:01"), {});

  ASSERT_EQ(board.tiles.size(), std::size(core::wall_tile_fields));
  for (const auto& [name, meta, rows] : core::wall_tile_fields) {
    const auto& tile = board.tiles.find(name)->second;
    EXPECT_EQ(keys_of(tile.meta), names_of(meta)) << name;
    EXPECT_EQ(tile.rows.empty(), rows.empty()) << name;
    for (const auto& [key, row] : tile.rows) EXPECT_EQ(keys_of(row), names_of(rows)) << name;
  }
}

TEST(TileFields, OfOwnBoardsAreThoseOfTheTable) {
  const auto office = office_with_wins();
  core::OrgBoard board{"b", "B", {}};
  for (const auto* by : {"", "person", "day"}) {
    core::BoardTile tile;
    tile.id = std::string("by_") + by;
    tile.measure = "won_amount";
    tile.by = by;
    board.tiles.push_back(tile);
  }

  const auto tiles = core::own_board(office.sales(), board, at("09:00:01"), false).tiles;

  using namespace core::tile_fields;
  for (const auto* name : {"tile:by_", "tile:by_person", "tile:by_day"})
    EXPECT_EQ(keys_of(tiles.at(name).meta), names_of(own_meta)) << name;
  const auto& ranking = tiles.at("tile:by_person").rows;
  const auto& series = tiles.at("tile:by_day").rows;
  ASSERT_FALSE(ranking.empty() || series.empty());
  EXPECT_EQ(keys_of(ranking.begin()->second), names_of(own_ranking_row));
  EXPECT_EQ(keys_of(series.begin()->second), names_of(own_series_row));
  auto office_meta_with_title = names_of(office_meta);
  office_meta_with_title.insert(core::field::title);
  EXPECT_EQ(keys_of(tiles.at("office").meta), office_meta_with_title);
}

TEST(TileFields, AreAllDocumentedInTheProtocol) {
  const auto wall = quoted_names(protocol_section("The tiles of a wall"));
  const auto own = quoted_names(protocol_section("The tiles of a board"));

  for (const auto& name : wall_fields()) EXPECT_TRUE(wall.contains(name)) << name;
  for (const auto& name : own_board_fields()) EXPECT_TRUE(own.contains(name)) << name;
}

TEST(TileFields, InTheProtocolAreAllInTheTable) {
  // Names in backticks that are values or parts of other messages.
  const Names others{"empty", "opening", "running", "null", "hero", "meta", "boards", "key"};
  const auto expect_known = [&](const std::string& heading, const Names& known) {
    for (const auto& name : quoted_names(protocol_section(heading)))
      EXPECT_TRUE(known.contains(name) || others.contains(name)) << heading << ": " << name;
  };

  expect_known("The tiles of a wall", wall_fields());
  expect_known("The tiles of a board", own_board_fields());
}

TEST(TileFields, AreReadByTheWall) {
  const Names for_other_clients{core::field::total};  // the wall does not show the podium's total
  const auto source = wall_typescript();
  ASSERT_FALSE(source.empty());
  auto all = wall_fields();
  all.merge(own_board_fields());

  for (const auto& name : all) {
    const std::regex read("'" + name + "'|\\." + name + "\\b");
    EXPECT_NE(std::regex_search(source, read), for_other_clients.contains(name)) << name;
  }
}

}  // namespace
}  // namespace dealbell::test
