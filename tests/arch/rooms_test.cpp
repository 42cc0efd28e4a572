#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "arch/include_lines.hpp"
#include "arch/sources.hpp"

// Inside a layer, too, an arrow points down or not at all. The tables are those of
// server/README.md.
namespace dealbell::arch {
namespace {

using Rooms = std::map<std::string, std::set<std::string>>;  // room -> the rooms it may include

// The files that stand directly in a layer's folder are the room "".
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
       {{"values", {}},
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

// Why the file may not include this; nothing if it may, or if another rule decides.
std::optional<std::string> room_objection(const std::string& file, const std::string& include) {
  const auto from = where(file), to = where(include);
  if (!from || !to || from->layer != to->layer) return std::nullopt;
  const auto layer = layers().find(from->layer);
  if (layer == layers().end()) return std::nullopt;
  const auto room = layer->second.find(from->room);
  if (room == layer->second.end()) return "the room \"" + from->room + "\" is not in the table";
  if (from->room == to->room || room->second.contains(to->room)) return std::nullopt;
  return "\"" + from->room + "\" may not include \"" + to->room + "\"";
}

TEST(Rooms, EveryIncludePointsDown) {
  int seen = 0;
  for (const auto& source : sources_in("server", {".hpp", ".cpp"})) {
    const auto file = source.path.substr(std::string("server/").size());
    for (const auto& line : lines_of(source.text)) {
      const auto include = included(line);
      if (!include || !include->starts_with('"')) continue;
      ++seen;
      if (const auto why_not = room_objection(file, include->substr(1, include->size() - 2)))
        ADD_FAILURE() << source.path << " includes " << *include << ": " << *why_not;
    }
  }
  EXPECT_GT(seen, 500) << "the test did not find the sources";
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

  EXPECT_FALSE(room_objection("core/boards/wall/hero.cpp", "core/state/scope.hpp"));
  EXPECT_FALSE(room_objection("app/api/events.cpp", "app/office/office.hpp"));
  EXPECT_FALSE(room_objection("app/api/events.cpp", "core/events/event.hpp"));
}

}  // namespace
}  // namespace dealbell::arch
