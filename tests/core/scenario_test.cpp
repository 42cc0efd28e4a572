#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/wall/wall.hpp"
#include "support/core/office.hpp"

// Runs tests/core/scenarios/*.txt. A line is `TIME [told OCCURRED] [quiet] deal ID OWNER AMOUNT
// CURRENCY STATUS -> EXPECTATION; …` on Monday 2026-11-23, or `TIME time -> …`; an expectation is
// `moment ID`, `no moment`, `NAME VALUE` or `NAME VALUE rank N` of the wall as it then is.
namespace dealbell::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

core::DealStatus status_of(const std::string& word) {
  for (const auto& [name, status] : {std::pair{"open", core::DealStatus::open},
                                     {"won", core::DealStatus::won},
                                     {"lost", core::DealStatus::lost},
                                     {"deleted", core::DealStatus::deleted}})
    if (word == name) return status;
  throw std::invalid_argument("no status " + word);
}

std::string cell(const core::Row& row, const std::string& key) {
  const auto& value = row.at(key);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return "-";
}

void expect(const core::Board& board, const std::vector<std::string>& words) {
  const auto& moments = board.tiles.at("moments").rows;
  if (words[0] == "no") {
    EXPECT_TRUE(moments.empty()) << "there is a moment for " << moments.begin()->first;
  } else if (words[0] == "moment") {
    EXPECT_TRUE(moments.contains("api:" + words[1]));
  } else {
    const auto& rows = board.tiles.at("ranking").rows;
    const auto row = rows.find(words[0]);
    if (row == rows.end()) {
      EXPECT_EQ(words[1], "0.00") << words[0] << " is not on the board";
      return;
    }
    EXPECT_EQ(cell(row->second, "value"), words[1]);
    if (words.size() > 3) {
      EXPECT_EQ(cell(row->second, "rank"), words[3]) << words[0];
    }
  }
}

class Scenario : public testing::TestWithParam<fs::path> {};

TEST_P(Scenario, ComesOutAsWritten) {
  Office office;
  std::ifstream file(GetParam());
  std::string line;
  int number = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(number) + ": " + line);
    const auto arrow = line.find("->");
    auto said = words(line.substr(0, arrow));
    const auto now = at(said[0]);
    auto occurred = now;
    bool quiet = false;
    said.erase(said.begin());
    if (said[0] == "told") {
      occurred = at(said[1]);
      said.erase(said.begin(), said.begin() + 2);
    }
    if (said[0] == "quiet") {
      quiet = true;
      said.erase(said.begin());
    }
    if (said[0] == "deal") {
      auto event = deal(said[1])
                       .amount(said[3], said[4])
                       .status(status_of(said[5]))
                       .at(occurred)
                       .received(now);
      if (said[2] != "-") event.owner(said[2]);
      event.event.quiet = quiet;
      office.hears(event);
    }

    const auto board = core::wall_board(office.floor(), now, {});

    std::istringstream expectations(line.substr(arrow + 2));
    for (std::string one; std::getline(expectations, one, ';');) expect(board, words(one));
  }
}

std::vector<fs::path> scenarios() {
  std::vector<fs::path> paths;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DEALBELL_SOURCE_DIR) / "tests/core/scenarios"))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::ValuesIn(scenarios()),
                         [](const auto& scenario) { return scenario.param.stem().string(); });

}  // namespace
}  // namespace dealbell::test
