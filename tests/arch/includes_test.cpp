#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "arch/include_lines.hpp"
#include "arch/sources.hpp"

// Includes between layers point down, never up or sideways. The table is the one of
// server/README.md.
namespace dealbell::arch {
namespace {

struct Allowed {
  std::set<std::string> folders;         // our own
  std::vector<std::string> third_party;  // what the header's name may start with
};

const std::vector<std::string> system_calls = {
    "sys/",   "linux/",    "netinet/", "arpa/",     "unistd.h", "fcntl.h", "signal.h",
    "poll.h", "pthread.h", "netdb.h",  "termios.h", "sched.h",  "malloc.h"};

std::vector<std::string> with_system_calls(std::vector<std::string> names) {
  names.insert(names.end(), system_calls.begin(), system_calls.end());
  return names;
}

const std::map<std::string, Allowed>& table() {
  static const std::map<std::string, Allowed> all = {
      {"base", {{"base"}, {"boost/system/", "pthread.h", "xxhash.h"}}},
      {"crypto", {{"crypto", "base"}, {"openssl/"}}},
      {"core", {{"core", "base"}, {"date/"}}},
      {"store", {{"store", "core", "base"}, with_system_calls({"sqlite3.h"})}},
      {"intake", {{"intake", "core", "crypto", "base"}, {"nlohmann/", "pugixml.hpp", "iconv.h"}}},
      {"wire", {{"wire", "core", "base"}, {"nlohmann/"}}},
      {"io", {{"io", "base"}, with_system_calls({"boost/asio"})}},
      {"net", {{"net", "io", "base"}, with_system_calls({"boost/beast", "boost/asio", "zlib.h"})}},
      {"redis",
       {{"redis", "io", "crypto", "base"},
        with_system_calls({"hiredis/", "boost/asio", "openssl/ssl.h"})}},
      {"ops", {{"ops", "crypto", "base"}, with_system_calls({"nlohmann/", "CLI/", "prometheus/"})}},
      {"outbound", {{"outbound", "base"}, with_system_calls({"curl/", "ifaddrs.h"})}},
      {"app",
       {{"app", "net", "redis", "store", "intake", "wire", "ops", "outbound", "core", "io",
         "crypto", "base"},
        with_system_calls({"boost/asio"})}},
      {"main.cpp", {{"app", "ops", "base"}, {}}},
  };
  return all;
}

// <vector>, <cstdint>: a name without dot and slash is the standard library's.
bool is_standard(const std::string& name) { return name.find_first_of("./") == std::string::npos; }

std::string folder_of(const std::string& path) { return path.substr(0, path.find('/')); }

// main.cpp calls the program's commands and nothing else of app, but for what must come before the
// command line is read.
bool is_for_main(const std::string& header) {
  return folder_of(header) != "app" || header == "app/serve.hpp" ||
         header == "app/commands/commands.hpp" || header == "app/system/memory.hpp" ||
         header == "app/system/standard_streams.hpp";
}

// Why a file of `folder` may not include this; nothing if it may.
std::optional<std::string> objection(const std::string& folder, const std::string& include) {
  const auto row = table().find(folder);
  if (row == table().end()) return folder + " is not in the table of layers";
  if (!include.starts_with('"') && !include.starts_with('<'))
    return "an include must name a file, not a macro";
  const auto name = include.substr(1, include.size() - 2);
  if (name.find("..") != std::string::npos)
    return "an include must name a file by its path from server, without \"..\"";
  if (include.starts_with('"')) {
    if (!name.ends_with(".hpp")) return "headers of our own end in .hpp";
    if (!row->second.folders.contains(folder_of(name)))
      return folder + " may not include " + folder_of(name);
    if (folder == "main.cpp" && !is_for_main(name))
      return "of app, main.cpp may include only its commands";
    return std::nullopt;
  }
  if (is_standard(name)) return std::nullopt;
  if (name.starts_with("fmt/")) return std::nullopt;  // messages are formatted in every layer
  for (const auto& prefix : row->second.third_party)
    if (name.starts_with(prefix)) return std::nullopt;
  return folder + " may not use this library";
}

TEST(IncludeRule, EveryIncludePointsDown) {
  int seen = 0;
  for (const auto& source : sources_in("server", {".hpp", ".cpp"})) {
    const auto folder = folder_of(source.path.substr(std::string("server/").size()));
    if (!table().contains(folder))
      ADD_FAILURE() << source.path << ": " << folder << " is not in the table of layers";
    for (const auto& line : includes_in(source.text)) {
      ++seen;
      if (const auto why_not = objection(folder, line.include))
        ADD_FAILURE() << include_message(source, line, *why_not);
    }
  }
  EXPECT_GT(seen, 500) << "the test did not find the sources";
}

// The other tests here read only these two kinds of files.
TEST(IncludeRule, OurSourcesEndInHppOrCpp) {
  for (const auto& source : sources_in(
           "server", {".h", ".hh", ".hxx", ".inl", ".inc", ".ipp", ".tpp", ".c", ".cc", ".cxx"}))
    ADD_FAILURE() << source.path << " must end in .hpp or .cpp";
}

TEST(IncludeRule, AnIncludeIsReadWithAnySpacing) {
  EXPECT_EQ(included("#include \"core/facts/deal.hpp\"  // why"), "\"core/facts/deal.hpp\"");
  EXPECT_EQ(included("\t# include\t<vector>\r"), "<vector>");
  EXPECT_EQ(included("#include HEADER"), "HEADER");
  EXPECT_EQ(included("// #include <vector>"), std::nullopt);
}

TEST(IncludeRule, AMessageNamesLineAndInclude) {
  const Source source{"server/redis/url.hpp", "#pragma once\n\n#include \"store/ledger.hpp\"\n"};
  const auto lines = includes_in(source.text);

  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(include_message(source, lines[0], *objection("redis", lines[0].include)),
            "server/redis/url.hpp:3 includes \"store/ledger.hpp\": redis may not include store");
}

TEST(IncludeRule, AnIncludeNamesAHeaderByItsPath) {
  EXPECT_TRUE(objection("core", "\"core/../store/ledger.hpp\""));
  EXPECT_TRUE(objection("core", "\"../store/ledger.hpp\""));
  EXPECT_TRUE(objection("core", "<date/../sqlite3.h>"));
  EXPECT_TRUE(objection("core", "HEADER"));
  EXPECT_TRUE(objection("core", "_next<vector>")) << "#include_next";
  EXPECT_TRUE(objection("core", "\"core/facts/deal.inl\""));
  EXPECT_TRUE(objection("core", "\"deal.hpp\""));
}

TEST(IncludeRule, MainCallsTheCommands) {
  EXPECT_FALSE(objection("main.cpp", "\"app/serve.hpp\""));
  EXPECT_FALSE(objection("main.cpp", "\"app/commands/commands.hpp\""));
  EXPECT_FALSE(objection("main.cpp", "\"ops/command_line.hpp\""));
  EXPECT_TRUE(objection("main.cpp", "\"app/office/office.hpp\""));
  EXPECT_TRUE(objection("main.cpp", "\"core/org/org.hpp\""));
}

TEST(IncludeRule, NeighboursNeverIncludeEachOther) {
  const std::vector<std::string> neighbours = {"net",  "redis", "store",   "intake",
                                               "wire", "ops",   "outbound"};

  for (const auto& one : neighbours)
    for (const auto& other : neighbours)
      EXPECT_EQ(objection(one, "\"" + other + "/any.hpp\"").has_value(), one != other);
}

TEST(IncludeRule, AFolderUsesOnlyItsOwnLibraries) {
  EXPECT_TRUE(objection("core", "<nlohmann/json.hpp>"));
  EXPECT_TRUE(objection("intake", "<openssl/evp.h>"));
  EXPECT_FALSE(objection("crypto", "<openssl/evp.h>"));
  EXPECT_FALSE(objection("intake", "\"crypto/digest.hpp\""));
  EXPECT_TRUE(objection("core", "<unistd.h>"));
  EXPECT_TRUE(objection("wire", "<sqlite3.h>"));
  EXPECT_TRUE(objection("app", "<boost/beast.hpp>"));
  EXPECT_TRUE(objection("somewhere", "<vector>"));
  EXPECT_FALSE(objection("net", "<boost/beast/http.hpp>"));
  EXPECT_FALSE(objection("core", "<vector>"));
}

// The same events must give the same state, so nothing that makes two runs differ is used in core.
TEST(IncludeRule, TheCoreHasNoThreadsNoFilesAndNoClock) {
  const std::set<std::string> refused = {"<thread>",  "<mutex>",   "<shared_mutex>",
                                         "<future>",  "<atomic>",  "<filesystem>",
                                         "<fstream>", "<iostream>"};
  for (const auto& source : sources_in("server/core", {".hpp", ".cpp"})) {
    for (const auto& line : includes_in(source.text))
      EXPECT_FALSE(refused.contains(line.include))
          << include_message(source, line, "core may not use this header");
    for (const char* clock : {"_clock::now", "system_now(", "std::time(", "random_device"})
      EXPECT_EQ(source.text.find(clock), std::string::npos) << source.path << " uses " << clock;
  }
}

}  // namespace
}  // namespace dealbell::arch
