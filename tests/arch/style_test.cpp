#include <gtest/gtest.h>

#include <string>

#include "arch/co_await_trap.hpp"
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
  for (const auto& source : sources_in("server", {".hpp"})) {
    EXPECT_TRUE(source.text.starts_with("#pragma once\n")) << source.path;
    EXPECT_NE(source.text.find("// "), std::string::npos)
        << source.path << " has no comment at all";
  }
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
