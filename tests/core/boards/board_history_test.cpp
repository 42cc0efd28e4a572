#include "core/boards/board_history.hpp"

#include <gtest/gtest.h>

#include "support/core/random.hpp"

namespace dealbell::core {
namespace {

Board board_with(std::map<std::string, std::int64_t> rows, std::int64_t meta = 0) {
  Board board;
  auto& tile = board.tiles["ranking"];
  for (const auto& [key, value] : rows) tile.rows[key] = {{"value", value}};
  tile.meta = {{"of", meta}};
  return board;
}

// The board shown now and the steps that led to it.
struct Shown {
  explicit Shown(Board first) : board(std::move(first)) {}
  void show(Board next) {
    steps = with_step(steps, step_of(diff(board, next)));
    board = std::move(next);
  }
  Board board;
  BoardSteps steps;
};

void apply(const BoardDelta& delta, Board& board) {
  for (const auto& [name, change] : delta) {
    auto& tile = board.tiles[name];
    for (const auto& [key, row] : change.set) tile.rows[key] = row;
    for (const auto& key : change.del) tile.rows.erase(key);
    if (change.meta) tile.meta = *change.meta;
  }
}

TEST(BoardHistory, TheDeltaForOneMissedStepIsTheDifference) {
  const auto before = board_with({{"ana", 1}, {"ben", 2}, {"cho", 3}}),
             after = board_with({{"ana", 4}, {"ben", 2}}, 1);
  Shown shown(before);

  shown.show(after);

  const auto delta = catch_up(shown.board, shown.steps, 1);
  ASSERT_TRUE(delta);
  EXPECT_EQ(delta->at("ranking").set.size(), 1u);
  EXPECT_EQ(delta->at("ranking").del, std::vector<std::string>{"cho"});
  EXPECT_TRUE(delta->at("ranking").meta);
}

TEST(BoardHistory, ARowThatChangedBackIsStillIncluded) {
  const std::map<std::string, std::int64_t> start = {{"ana", 1}, {"ben", 2}, {"cho", 3}};
  Shown shown(board_with(start));

  shown.show(board_with({{"ana", 9}, {"ben", 2}, {"cho", 3}}));
  shown.show(board_with(start));

  const auto delta = catch_up(shown.board, shown.steps, 2);
  ASSERT_TRUE(delta);  // a screen that saw the nine needs the one
  EXPECT_EQ(delta->at("ranking").set.at("ana").at("value"), Value(std::int64_t{1}));
}

TEST(BoardHistory, IfEverythingChangedTheWholeBoardIsSent) {
  Shown shown(board_with({{"ana", 1}}));

  shown.show(board_with({{"ana", 2}}, 1));
  shown.show(board_with({{"ana", 3}}, 2));

  EXPECT_FALSE(catch_up(shown.board, shown.steps, 2));
  EXPECT_TRUE(catch_up(shown.board, shown.steps, 1));
}

TEST(BoardHistory, AScreenThatMissedMoreStepsThanAreKeptNeedsTheWholeBoard) {
  std::map<std::string, std::int64_t> rows;
  for (int i = 0; i < 9; ++i) rows["person" + std::to_string(i)] = i;
  Shown shown(board_with(rows));
  for (std::size_t i = 0; i < board_steps_max + 10; ++i) {
    rows["person1"] = static_cast<std::int64_t>(i) + 100;
    shown.show(board_with(rows));
  }

  EXPECT_EQ(shown.steps.size(), board_steps_max);
  EXPECT_TRUE(catch_up(shown.board, shown.steps, board_steps_max));
  EXPECT_FALSE(catch_up(shown.board, shown.steps, board_steps_max + 1));
  EXPECT_FALSE(catch_up(shown.board, shown.steps, 0));
}

TEST(BoardHistory, ADeltaIsCorrectForAScreenAtAnyVersionInBetween) {
  const auto seed = static_cast<std::uint64_t>(testing::UnitTest::GetInstance()->random_seed());
  SCOPED_TRACE("seed " + std::to_string(seed));
  test::Random random(seed);
  for (int round = 0; round < 200; ++round) {
    std::map<std::string, std::int64_t> rows;
    for (int i = 0; i < 12; ++i) rows["person" + std::to_string(i)] = i;
    std::vector<Board> boards{board_with(rows)};
    Shown shown(boards.back());
    for (int step = 0; step < 8; ++step) {
      const auto key = "person" + std::to_string(random.below(16));
      if (random.chance(25))
        rows.erase(key);
      else
        rows[key] = static_cast<std::int64_t>(random.below(4));
      boards.push_back(board_with(rows, static_cast<std::int64_t>(random.below(3))));
      shown.show(boards.back());
    }
    for (std::size_t missed = 1; missed <= shown.steps.size(); ++missed) {
      const auto delta = catch_up(shown.board, shown.steps, missed);
      if (!delta) continue;
      for (std::size_t at = boards.size() - 1 - missed; at < boards.size(); ++at) {
        auto screen = boards[at];
        apply(*delta, screen);
        EXPECT_EQ(screen.tiles, shown.board.tiles) << "missed " << missed << ", at version " << at;
      }
    }
  }
}

}  // namespace
}  // namespace dealbell::core
