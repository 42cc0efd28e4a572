#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/boards/wall/wall.hpp"
#include "support/core/office.hpp"
#include "support/core/scenario_events.hpp"
#include "support/core/scenario_expectation.hpp"
#include "support/core/scenario_office.hpp"

// Runs tests/core/scenarios/*.txt, which a sales manager can read. Their format is described in
// scenarios/README.md.
namespace dealbell::test {
namespace {

namespace fs = std::filesystem;

// Executes a scenario line by line.
class ScenarioRun {
 public:
  void line(const std::string& text) {
    const auto arrow = text.find("->");
    Words words(text.substr(0, arrow));
    if (words.is_day() || words.is_time()) {
      now_ = words.instant(today_);
      today_ = std::chrono::floor<std::chrono::days>(now_);
      if (const auto event = event_of(words, now_)) apply(*event);
      if (arrow != std::string::npos) expect_wall(text.substr(arrow + 2));
    } else if (words.take_if("waiting")) {
      expect_waiting(office().sales(), text.substr(text.find(' ')));
    } else if (describe(org_, words)) {
      changed_ = true;
    } else {
      expect_figure(office().sales(), text, now_);
    }
  }

  // Applying the events in reverse order, each twice, must give the same state.
  void expect_order_does_not_matter() {
    Office backwards(org_);
    for (int twice = 0; twice < 2; ++twice)
      std::for_each(applied_.rbegin(), applied_.rend(), [&](const auto& e) { backwards.apply(e); });
    EXPECT_EQ(office().sales().digest(), backwards.sales().digest());
  }

 private:
  Office& office() {
    if (!changed_) return office_;
    office_.sales().set_org(org_, core::Calendar::create(org_.calendar).value());
    changed_ = false;
    return office_;
  }

  void apply(const core::Event& event) {
    office().apply(event);
    applied_.push_back(event);
  }

  void expect_wall(const std::string& expectations) {
    const auto board = core::wall_board(office().sales(), now_, {});
    std::istringstream in(expectations);
    for (std::string one; std::getline(in, one, ';');) expect_on_wall(board, one);
  }

  core::Org org_ = Office::euros();
  Office office_{org_};
  bool changed_ = false;
  Day today_ = day("2026-11-23");
  Instant now_ = at("00:00");
  std::vector<core::Event> applied_;
};

class Scenario : public testing::TestWithParam<fs::path> {};

TEST_P(Scenario, GivesTheExpectedResults) {
  ScenarioRun run;
  std::ifstream file(GetParam());
  std::string line;
  int number = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.find_first_not_of(' ') == std::string::npos || line[0] == '#') continue;
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(number) + ": " + line);
    ASSERT_NO_THROW(run.line(line));
  }
  run.expect_order_does_not_matter();
}

std::vector<fs::path> scenarios() {
  std::vector<fs::path> paths;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DEALBELL_SOURCE_DIR) / "tests/core/scenarios"))
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::ValuesIn(scenarios()),
                         [](const auto& scenario) { return scenario.param.stem().string(); });

}  // namespace
}  // namespace dealbell::test
