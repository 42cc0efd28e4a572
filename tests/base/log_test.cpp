#include "base/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <thread>
#include <vector>

namespace dealbell {
namespace {

using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

const Instant example_time = parse_instant("2026-11-23T09:30:00.120Z").value();

class LogTest : public ::testing::Test {
 protected:
  ~LogTest() override { configure_log(LogLevel::info, LogFormat::text); }

  static std::string log_all_levels() {
    CaptureStderr();
    log_error("E");
    log_warning("W");
    log_info("I");
    log_debug("D");
    return GetCapturedStderr();
  }
};

TEST(LogLine, IsTimeLevelAndMessage) {
  EXPECT_EQ(format_log_line(LogFormat::text, example_time, LogLevel::warning, "disk", "slow"),
            "2026-11-23T09:30:00.120Z warning slow\n");
}

TEST(LogLine, AsJsonIsOneObject) {
  EXPECT_EQ(
      format_log_line(LogFormat::json, example_time, LogLevel::error, "disk", "it said \"no\""),
      R"({"time":"2026-11-23T09:30:00.120Z","level":"error","thread":"disk",)"
      R"("message":"it said \"no\""})"
      "\n");
}

TEST(LogLine, StaysOneLineWhateverTheMessageContains) {
  for (const auto format : {LogFormat::text, LogFormat::json}) {
    const auto line =
        format_log_line(format, example_time, LogLevel::info, "a\nb", "one\ntwo\r\x1b[31m");
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_EQ(line.find_first_of("\r\x1b"), std::string::npos);
  }
}

TEST_F(LogTest, WritesInfoAndAboveUnlessConfigured) {
  const auto text = log_all_levels();

  EXPECT_NE(text.find(" error E\n"), std::string::npos);
  EXPECT_NE(text.find(" info I\n"), std::string::npos);
  EXPECT_EQ(text.find("debug"), std::string::npos);
}

TEST_F(LogTest, WritesTheConfiguredLevelAndAbove) {
  configure_log(LogLevel::warning, LogFormat::text);
  const auto warnings = log_all_levels();
  configure_log(LogLevel::debug, LogFormat::text);
  const auto everything = log_all_levels();

  EXPECT_NE(warnings.find(" warning W\n"), std::string::npos);
  EXPECT_EQ(warnings.find("info"), std::string::npos);
  EXPECT_NE(everything.find(" debug D\n"), std::string::npos);
}

TEST_F(LogTest, LinesOfSeveralThreadsDoNotMix) {
  CaptureStderr();
  std::vector<std::thread> threads;
  for (const char c : {'a', 'b', 'c', 'd'})
    threads.emplace_back([c] {
      for (int i = 0; i < 200; ++i) log_info(std::string(300, c));
    });
  for (auto& thread : threads) thread.join();

  std::istringstream lines(GetCapturedStderr());
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto message = line.substr(line.rfind(' ') + 1);
    EXPECT_EQ(message, std::string(300, message.front()));
  }
  EXPECT_EQ(count, 800);
}

TEST(LogNames, AreReadBack) {
  for (const auto level : {LogLevel::error, LogLevel::warning, LogLevel::info, LogLevel::debug})
    EXPECT_EQ(parse_log_level(name_of(level)), level);
  EXPECT_EQ(parse_log_format("json"), LogFormat::json);
  EXPECT_EQ(parse_log_level("loud"), std::nullopt);
  EXPECT_EQ(parse_log_format(""), std::nullopt);
}

}  // namespace
}  // namespace dealbell
