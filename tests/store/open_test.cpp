#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Ledger;
using store::Placed;

class Open : public LedgerTest {
 protected:
  Errc failure_to_open() {
    const auto opened = Ledger::open(dir_.path());
    return opened ? Errc::internal : opened.error().code;
  }

  void with_sqlite(const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open((dir_.path() + "/ledger.db").c_str(), &handle);
    const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    ASSERT_EQ(code, SQLITE_OK) << sql;
  }
};

TEST_F(Open, RemembersEveryIdAndThePosition) {
  append({record("a"), record("b", "1")});

  reopen();

  EXPECT_EQ(ledger().last_seq(), 2u);
  EXPECT_EQ(append_one(record("a")), (Placed{Placed::duplicate, 1}));
  EXPECT_EQ(append_one(record("b", "2")), (Placed{Placed::reused, 2}));
  EXPECT_EQ(append_one(record("c")), (Placed{Placed::accepted, 3}));
}

TEST_F(Open, CreatesTheDirectoryAndItsParentsForTheOwnerOnly) {
  const auto deep = dir_.path() + "/some/where/data/";

  ASSERT_TRUE(Ledger::open(deep));

  EXPECT_EQ(std::filesystem::status(deep).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(Open, CreatesNothingWhenAskedNotTo) {
  const auto typo = dir_.path() + "/typo";
  store::Options options;
  options.create = false;

  const auto opened = Ledger::open(typo, options);

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::not_found);
  EXPECT_EQ(opened.error().message, "there is no ledger in " + typo);
  EXPECT_FALSE(std::filesystem::exists(typo));
}

TEST_F(Open, RefusesASecondHandleInTheSameProcess) {
  const auto second = Ledger::open(dir_.path());

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::conflict);
  EXPECT_EQ(second.error().message, dir_.path() + " is in use by another dealbell process");
}

TEST_F(Open, RefusesASecondProcess) {
  const auto child = ::fork();
  if (child == 0) ::_exit(failure_to_open() == Errc::conflict ? 0 : 1);

  int status = -1;
  ::waitpid(child, &status, 0);

  EXPECT_EQ(status, 0);
}

TEST_F(Open, IsPossibleAgainAfterTheFirstIsClosed) {
  close();

  EXPECT_TRUE(Ledger::open(dir_.path()));
}

TEST_F(Open, RefusesAFileOfANewerProgramAndDoesNotChangeIt) {
  append_one(record("a"));
  close();
  with_sqlite("PRAGMA user_version = 99");

  EXPECT_EQ(failure_to_open(), Errc::conflict);

  with_sqlite("PRAGMA user_version = 6");
  reopen();
  EXPECT_EQ(ledger().last_seq(), 1u);
}

TEST_F(Open, RefusesADatabaseOfAnotherProgram) {
  close();
  std::filesystem::remove(dir_.path() + "/ledger.db");
  with_sqlite("CREATE TABLE bookmarks (url TEXT)");

  EXPECT_EQ(failure_to_open(), Errc::conflict);
}

TEST_F(Open, RefusesAFileThatIsNoDatabase) {
  close();
  std::ofstream(dir_.path() + "/ledger.db") << std::string(8192, '?');

  EXPECT_EQ(failure_to_open(), Errc::corrupt);
}

TEST_F(Open, RefusesALogWithAHole) {
  append({record("a"), record("b"), record("c")});
  close();
  with_sqlite("DELETE FROM log WHERE seq = 2");

  EXPECT_EQ(failure_to_open(), Errc::corrupt);
}

TEST_F(Open, NamesTheDirectoryThatCannotBeCreated) {
  std::ofstream(dir_.path() + "/file") << "in the way";

  const auto opened = Ledger::open(dir_.path() + "/file/data");

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::io);
  EXPECT_THAT(opened.error().message, ::testing::HasSubstr(dir_.path() + "/file"));
}

}  // namespace
}  // namespace dealbell::test
