#include <gtest/gtest.h>

#include <string>

#include "arch/co_await_trap.hpp"
#include "arch/header_contract.hpp"
#include "arch/sources.hpp"

namespace dealbell::arch {
namespace {

// Columns as an editor counts them: one per code point.
std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

std::vector<Source> our_cpp() {
  auto all = sources_in("server", {".hpp", ".cpp"});
  for (auto& source : sources_in("tests", {".hpp", ".cpp"})) all.push_back(std::move(source));
  return all;
}

// clang-format breaks code; comments are left to us, and texts in quotes may be what they are.
TEST(Style, NoLineIsWiderThanAHundredColumns) {
  for (const auto& source : our_cpp()) {
    int number = 0;
    for (const auto& line : lines_of(source.text)) {
      ++number;
      if (line.find('"') != std::string::npos) continue;
      EXPECT_LE(columns(line), 100u) << source.path << ":" << number;
    }
  }
}

TEST(Style, NothingIsLeftForLater) {
  const std::string words[] = {std::string("TO") + "DO", std::string("FIX") + "ME",
                               std::string("HA") + "CK"};
  auto all = our_cpp();
  for (auto& source : sources_in("web-static/src", {".ts", ".tsx", ".css"}))
    all.push_back(std::move(source));
  for (const auto& source : all)
    for (const auto& word : words)
      EXPECT_EQ(source.text.find(word), std::string::npos) << source.path << " has a " << word;
}

TEST(Style, AHeaderStartsWithPragmaOnceAndSaysWhatItPromises) {
  const auto headers = sources_in("server", {".hpp"});
  EXPECT_GT(headers.size(), 100u) << "the test did not find the sources";
  for (const auto& header : headers) {
    EXPECT_TRUE(header.text.starts_with("#pragma once\n")) << header.path;
    EXPECT_TRUE(has_contract(header.path, header.text))
        << header.path << " has no comment that says what it is for: at its top or above the class "
        << "that it is named after";
  }
}

TEST(HeaderContract, IsASentenceAtTheTopOrAboveWhatTheHeaderIsFor) {
  const auto has = [](const std::string& text) { return has_contract("app/tile_set.hpp", text); };
  const std::string said = "// The tiles of one board.\n";

  EXPECT_TRUE(has("#pragma once\n\n" + said + "\nnamespace a {\n\nint f();\n}\n"));
  EXPECT_TRUE(has("namespace a {\n" + said + "class TileSet {\n};\n}\n"));
  EXPECT_TRUE(has("namespace a {\nclass B;\n" + said + "int f();\n}\n"));
  EXPECT_TRUE(has("namespace a {\nint f();\n\n" + said + "int g();\n}\n"));
  EXPECT_TRUE(has("int f();\n\n" + said + "template <class T>\nclass TileSet {\n};\n"));
}

TEST(HeaderContract, IsNotJustAnyComment) {
  const auto has = [](const std::string& text) { return has_contract("app/tile_set.hpp", text); };
  const std::string said = "// The tiles of one board.\n";

  EXPECT_FALSE(
      has("namespace a {\nclass TileSet {\n  // How many there are now.\n  int n;\n};\n}\n"));
  EXPECT_FALSE(has("class TileSet {\n  int n;  // how many there are now\n};\n"));
  EXPECT_FALSE(has("// tiles.cpp\nclass TileSet {\n};\n"));
  EXPECT_FALSE(has("namespace a {\nint f();\n}  // namespace a of this file\n"));
  EXPECT_FALSE(has("int f();\n\n" + said + "\nint g();\n")) << "attached to nothing";
  EXPECT_FALSE(has("int f();\n\n" + said + "int g();\n\nclass TileSet {\n};\n"))
      << "the class that the header is named after has none";
  EXPECT_TRUE(has("int f();\n\nstruct TileSet;\n" + said + "int g();\n"))
      << "a class that is only named is another header's";
}

TEST(Style, FilesStaySmall) {
  std::vector<std::size_t> sizes;
  for (const auto& source : sources_in("server", {".hpp", ".cpp"})) {
    sizes.push_back(lines_of(source.text).size());
    EXPECT_LE(sizes.back(), 400u) << source.path << " answers more than one question";
  }
  std::sort(sizes.begin(), sizes.end());
  EXPECT_LT(sizes[sizes.size() / 2], 120u) << "the median file";
}

TEST(CoAwaitTrap, OurSourcesHaveNone) {
  for (const auto& source : our_cpp())
    for (const auto& trap : co_await_traps(source.text))
      ADD_FAILURE() << source.path << ": name it, then await it: " << trap;
}

TEST(CoAwaitTrap, LambdasThatOwnACaptureAreFound) {
  EXPECT_EQ(co_await_traps("co_await run_on(disk, [p] { return *p; });").size(), 1u);
  EXPECT_EQ(co_await_traps("co_await run_on(disk,\n    [=] { return 1; });").size(), 1u);
  EXPECT_EQ(co_await_traps("auto r = co_await f([&a, b = g(1, 2)]() { return b; });").size(), 1u);
}

TEST(CoAwaitTrap, AggregatesWithNamedMembersAreFound) {
  EXPECT_EQ(co_await_traps("co_await open(Options{.name = s});").size(), 1u);
  EXPECT_EQ(co_await_traps("co_await open(Options{\n    .name = s});").size(), 1u);
}

TEST(CoAwaitTrap, ArmsOfAConditionAreFound) {
  EXPECT_EQ(co_await_traps("auto place = known ? *known : co_await locate();").size(), 1u);
  EXPECT_EQ(co_await_traps("auto place = far\n    ? co_await locate() : here;").size(), 1u);
}

TEST(CoAwaitTrap, HarmlessOnesAreNot) {
  for (const char* code :
       {"co_await f([&] { return 1; });", "co_await f([&a, &b] { return a; });",
        "co_await f([this] { return x_; });", "co_await shards[i](now);",
        "co_await f(a, shards[i]{});", "auto g = [p] {}; co_await f(g);",
        "co_await f(); h([p] {});", "// co_await f([p] {});", "log(\"co_await f([p] {})\");",
        "if (co_await f()) g(O{.a = 1});", "auto a = b ? 1 : 2; co_await f(a);"})
    EXPECT_TRUE(co_await_traps(code).empty()) << code;
}

}  // namespace
}  // namespace dealbell::arch
