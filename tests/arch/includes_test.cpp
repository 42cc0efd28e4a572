#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "arch/include_lines.hpp"
#include "arch/sources.hpp"

// The include rule: an arrow points down or not at all. The table is the one of server/README.md.
namespace dealbell::arch {
namespace {

struct Allowed {
  std::set<std::string> folders;         // of ours
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
      {"intake", {{"intake", "core", "crypto", "base"}, {"nlohmann/", "pugixml.hpp"}}},
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

// Why a file of `folder` may not include this; nothing if it may.
std::optional<std::string> objection(const std::string& folder, const std::string& include) {
  const auto row = table().find(folder);
  if (row == table().end()) return "the folder is not in the table";
  const auto name = include.substr(1, include.size() - 2);
  if (include.starts_with('"')) {
    if (row->second.folders.contains(folder_of(name))) return std::nullopt;
    return folder + " may not know " + folder_of(name);
  }
  if (is_standard(name)) return std::nullopt;
  if (name.starts_with("fmt/")) return std::nullopt;  // messages are formatted in every layer
  for (const auto& prefix : row->second.third_party)
    if (name.starts_with(prefix)) return std::nullopt;
  return folder + " may not use <" + name + ">";
}

TEST(IncludeRule, EveryIncludePointsDown) {
  int seen = 0;
  for (const auto& source : sources_in("server", {".hpp", ".cpp"})) {
    const auto folder = folder_of(source.path.substr(std::string("server/").size()));
    for (const auto& line : lines_of(source.text)) {
      const auto include = included(line);
      if (!include) continue;
      ++seen;
      if (const auto why_not = objection(folder, *include))
        ADD_FAILURE() << source.path << ": " << *why_not;
    }
  }
  EXPECT_GT(seen, 50) << "the test has not found the sources";
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

// Same events, same state: what could make two runs differ has no business in core.
TEST(IncludeRule, TheCoreHasNoThreadsNoFilesAndNoClock) {
  const std::set<std::string> refused = {"<thread>",  "<mutex>",   "<shared_mutex>",
                                         "<future>",  "<atomic>",  "<filesystem>",
                                         "<fstream>", "<iostream>"};
  for (const auto& source : sources_in("server/core", {".hpp", ".cpp"})) {
    for (const auto& line : lines_of(source.text))
      EXPECT_FALSE(refused.contains(included(line).value_or(""))) << source.path << ": " << line;
    for (const char* clock : {"_clock::now", "system_now(", "std::time(", "random_device"})
      EXPECT_EQ(source.text.find(clock), std::string::npos) << source.path << " asks " << clock;
  }
}

}  // namespace
}  // namespace dealbell::arch
