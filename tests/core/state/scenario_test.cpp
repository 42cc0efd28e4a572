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

// Runs tests/core/scenarios/*.txt, which a sales manager can read; scenarios/README.md says how
// they are written.
namespace dealbell::test {
namespace {

namespace fs = std::filesystem;

// A scenario as far as it has been told.
class Telling {
 public:
  void line(const std::string& text) {
    const auto arrow = text.find("->");
    Words words(text.substr(0, arrow));
    if (words.is_day() || words.is_time()) {
      now_ = words.instant(today_);
      today_ = std::chrono::floor<std::chrono::days>(now_);
      if (const auto event = event_of(words, now_)) apply(*event);
      if (arrow != std::string::npos) on_wall(text.substr(arrow + 2));
    } else if (words.take_if("waiting")) {
      expect_waiting(office().sales(), text.substr(text.find(' ')));
    } else if (describe(org_, words)) {
      changed_ = true;
    } else {
      expect_figure(office().sales(), text, now_);
    }
  }

  // What happened is all that counts: told backwards and twice it comes to the same.
  void order_does_not_matter() {
    Office backwards(org_);
    for (int twice = 0; twice < 2; ++twice)
      std::for_each(heard_.rbegin(), heard_.rend(), [&](const auto& e) { backwards.apply(e); });
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
    heard_.push_back(event);
  }

  void on_wall(const std::string& expectations) {
    const auto board = core::wall_board(office().sales(), now_, {});
    std::istringstream in(expectations);
    for (std::string one; std::getline(in, one, ';');) expect_on_wall(board, one);
  }

  core::Org org_ = Office::euros();
  Office office_{org_};
  bool changed_ = false;
  Day today_ = day("2026-11-23");
  Instant now_ = at("00:00");
  std::vector<core::Event> heard_;
};

class Scenario : public testing::TestWithParam<fs::path> {};

TEST_P(Scenario, ComesOutAsWritten) {
  Telling telling;
  std::ifstream file(GetParam());
  std::string line;
  int number = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.find_first_not_of(' ') == std::string::npos || line[0] == '#') continue;
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(number) + ": " + line);
    ASSERT_NO_THROW(telling.line(line));
  }
  telling.order_does_not_matter();
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
