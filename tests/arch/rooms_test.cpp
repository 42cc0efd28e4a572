#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "arch/include_lines.hpp"
#include "arch/sources.hpp"

// Includes between the rooms of a layer point down, never up or sideways. The tables are those of
// server/README.md.
namespace dealbell::arch {
namespace {

using Rooms = std::map<std::string, std::set<std::string>>;  // room -> the rooms it may include

// Files directly in a layer's folder are the room "".
const std::map<std::string, Rooms>& layers() {
  static const std::map<std::string, Rooms> all = {
      {"app",
       {{"", {"api", "auth", "cluster", "live", "mirror", "office", "system", "webhooks"}},
        {"api", {"auth", "cluster", "live", "mirror", "office", "webhooks"}},
        {"auth", {"office", "system"}},
        {"cluster", {"office"}},
        {"commands", {"auth", "office", "system", "webhooks"}},
        {"live", {}},
        {"mirror", {}},
        {"office", {}},
        {"system", {}},
        {"webhooks", {"office", "system"}}}},
      {"core",
       {{"access", {}},
        {"values", {}},
        {"calendar", {"values"}},
        {"events", {"values"}},
        {"org", {"calendar", "events", "values"}},
        {"facts", {"events", "values"}},
        {"counting", {"calendar", "events", "facts", "org", "values"}},
        {"measures", {"calendar", "counting", "events", "facts", "org", "values"}},
        {"state", {"calendar", "counting", "events", "facts", "measures", "org", "values"}},
        {"queries",
         {"calendar", "counting", "events", "facts", "measures", "org", "state", "values"}},
        {"boards",
         {"calendar", "counting", "events", "facts", "measures", "org", "queries", "state",
          "values"}},
        {"demo", {"calendar", "events", "org", "values"}}}},
      {"intake",
       {{"", {}},
        {"csv", {""}},
        {"document", {""}},
        {"health", {}},
        {"mapping", {"", "document"}},
        {"rates", {"", "csv"}},
        {"signature", {""}}}},
      {"net", {{"", {}}, {"http", {""}}, {"live", {"", "http"}}, {"server", {"", "http", "live"}}}},
  };
  return all;
}

struct Where {
  std::string layer, room;
};

// Of "core/boards/wall/hero.cpp": core, boards. Nothing for what is not in a layer.
std::optional<Where> where(const std::string& path) {
  const auto layer = path.find('/');
  if (layer == std::string::npos) return std::nullopt;
  const auto room = path.find('/', layer + 1);
  if (room == std::string::npos) return Where{path.substr(0, layer), ""};
  return Where{path.substr(0, layer), path.substr(layer + 1, room - layer - 1)};
}

std::string room_name(const Where& where) {
  return where.room.empty() ? "files at the top of " + where.layer : where.layer + "/" + where.room;
}

// Folders in layers without rooms.
const std::set<std::string> other_folders = {"wire/org"};

// Why the file may not be in its folder; nothing if it may.
std::optional<std::string> folder_objection(const std::string& file) {
  const auto at = where(file);
  if (!at) return std::nullopt;
  const auto layer = layers().find(at->layer);
  if (layer != layers().end()) {
    if (layer->second.contains(at->room)) return std::nullopt;
    if (at->room.empty()) return at->layer + " has no files at its top, only rooms";
    return "the room " + room_name(*at) + " is not in the table";
  }
  const auto folder = file.substr(0, file.rfind('/'));
  if (folder == at->layer || other_folders.contains(folder)) return std::nullopt;
  return at->layer + " has no rooms";
}

// Why the file may not include this; nothing if it may, or if another rule decides.
std::optional<std::string> room_objection(const std::string& file, const std::string& include) {
  const auto from = where(file), to = where(include);
  if (!from || !to || from->layer != to->layer) return std::nullopt;
  const auto layer = layers().find(from->layer);
  if (layer == layers().end()) return std::nullopt;
  const auto room = layer->second.find(from->room);
  if (room == layer->second.end()) return "the room " + room_name(*from) + " is not in the table";
  if (from->room == to->room || room->second.contains(to->room)) return std::nullopt;
  return room_name(*from) + " may not include " + room_name(*to);
}

TEST(Rooms, EveryIncludePointsDown) {
  int seen = 0;
  for (const auto& source : sources_in("server", {".hpp", ".cpp"})) {
    const auto file = source.path.substr(std::string("server/").size());
    for (const auto& line : includes_in(source.text)) {
      if (!line.include.starts_with('"')) continue;
      ++seen;
      const auto header = line.include.substr(1, line.include.size() - 2);
      if (const auto why_not = room_objection(file, header))
        ADD_FAILURE() << include_message(source, line, *why_not);
    }
  }
  EXPECT_GT(seen, 500) << "the test did not find the sources";
}

TEST(Rooms, EveryFolderIsARoomOfTheTable) {
  for (const auto& source : sources_in("server", {".hpp", ".cpp"}))
    if (const auto why_not = folder_objection(source.path.substr(std::string("server/").size())))
      ADD_FAILURE() << source.path << ": " << *why_not;
}

TEST(Rooms, AFolderThatIsNotInTheTableIsFound) {
  EXPECT_EQ(folder_objection("core/facts/deal.cpp"), std::nullopt);
  EXPECT_EQ(folder_objection("core/boards/wall/hero.cpp"), std::nullopt);
  EXPECT_EQ(folder_objection("intake/delivery.hpp"), std::nullopt);
  EXPECT_EQ(folder_objection("wire/org/org_parts.cpp"), std::nullopt);
  EXPECT_EQ(folder_objection("main.cpp"), std::nullopt);

  EXPECT_EQ(folder_objection("core/deal.cpp"), "core has no files at its top, only rooms");
  EXPECT_EQ(folder_objection("core/forecast/x.cpp"), "the room core/forecast is not in the table");
  EXPECT_EQ(folder_objection("store/sqlite/statement.cpp"), "store has no rooms");
  EXPECT_EQ(folder_objection("wire/org/parts/x.cpp"), "wire has no rooms");
}

TEST(Rooms, EveryRoomOfTheTableExists) {
  for (const auto& [layer, rooms] : layers())
    for (const auto& [room, may] : rooms)
      EXPECT_FALSE(sources_in("server/" + layer + "/" + room, {".hpp", ".cpp"}).empty())
          << layer << "/" << room;
}

// If two rooms could reach each other, neither could be read without the other.
TEST(Rooms, NoTwoRoomsReachEachOther) {
  for (const auto& [layer, rooms] : layers()) {
    auto reach = rooms;
    for (std::size_t i = 0; i < rooms.size(); ++i)
      for (auto& [room, reached] : reach)
        for (const auto& next : std::set<std::string>(reached))
          reached.insert(reach.at(next).begin(), reach.at(next).end());
    for (const auto& [room, reached] : reach)
      EXPECT_FALSE(reached.contains(room)) << layer << "/" << room;
  }
}

TEST(Rooms, AForbiddenIncludeIsFoundInEachLayer) {
  EXPECT_TRUE(room_objection("core/measures/deals.cpp", "core/state/org_view.hpp"));
  EXPECT_TRUE(room_objection("core/values/amount.cpp", "core/org/org.hpp"));
  EXPECT_TRUE(room_objection("app/office/office.cpp", "app/api/context.hpp"));
  EXPECT_TRUE(room_objection("app/commands/command_check.cpp", "app/serve.hpp"));
  EXPECT_TRUE(room_objection("intake/document/json.cpp", "intake/mapping/plan.hpp"));
  EXPECT_TRUE(room_objection("net/http/http.cpp", "net/live/hub.hpp"));
  EXPECT_TRUE(room_objection("core/somewhere/else.cpp", "core/values/amount.hpp"));

  EXPECT_EQ(room_objection("app/commands/command_check.cpp", "app/serve.hpp"),
            "app/commands may not include files at the top of app");
  EXPECT_EQ(room_objection("intake/delivery.cpp", "intake/csv/reader.hpp"),
            "files at the top of intake may not include intake/csv");

  EXPECT_FALSE(room_objection("core/boards/wall/hero.cpp", "core/state/scope.hpp"));
  EXPECT_FALSE(room_objection("app/api/events.cpp", "app/office/office.hpp"));
  EXPECT_FALSE(room_objection("app/api/events.cpp", "core/events/event.hpp"));
}

}  // namespace
}  // namespace dealbell::arch
