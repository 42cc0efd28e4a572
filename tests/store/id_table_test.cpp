#include "store/id_table.hpp"

#include <gmock/gmock.h>

namespace dealbell::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IdTable : public ::testing::Test {
 protected:
  std::vector<std::uint64_t> rows() const {
    std::vector<std::uint64_t> rows;
    table_.visit(7, [&](std::uint64_t row) {
      rows.push_back(row);
      return true;
    });
    return rows;
  }

  store::IdTable table_;
};

TEST_F(IdTable, IncludesTheOpenTransactionAndKeepsIt) {
  table_.insert(7, 1);
  EXPECT_THAT(rows(), ElementsAre(1));
  table_.keep();

  table_.undo();

  EXPECT_THAT(rows(), ElementsAre(1));
}

TEST_F(IdTable, UndoesChangesFromTheNewest) {
  table_.insert(7, 1);
  table_.keep();
  table_.erase(7, 1);
  table_.insert(7, 2);
  table_.erase(7, 2);
  EXPECT_THAT(rows(), IsEmpty());

  table_.undo();

  EXPECT_THAT(rows(), ElementsAre(1));
}

}  // namespace
}  // namespace dealbell::test
