#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Placed;
using store::ReceiptState;

// A ledger of format 1 with an event and a rejected one.
constexpr const char* ledger_of_format_1 = R"sql(
  PRAGMA journal_mode = WAL;
  CREATE TABLE log (seq INTEGER PRIMARY KEY, source TEXT NOT NULL, event_id BLOB NOT NULL,
                    received_at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE inbox (receipt INTEGER PRIMARY KEY, source TEXT NOT NULL, event_id BLOB NOT NULL,
                      received_at INTEGER NOT NULL, body TEXT NOT NULL, seq INTEGER);
  CREATE TABLE rejected (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
                         source TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
                         pointer TEXT NOT NULL, bytes INTEGER NOT NULL, hash TEXT NOT NULL,
                         body BLOB NOT NULL, replayed_as INTEGER);
  CREATE TABLE org (version INTEGER PRIMARY KEY, at INTEGER NOT NULL, document TEXT NOT NULL);
  CREATE TABLE token (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
                      hash TEXT NOT NULL, created_at INTEGER NOT NULL,
                      expires_at INTEGER) WITHOUT ROWID;
  PRAGMA application_id = 0x4465616c;
  PRAGMA user_version = 1;
  INSERT INTO log VALUES (1, 'crm', x'61', 1795400000000, '{}');
  INSERT INTO rejected VALUES (7, 1795400000000, 'crm', 'bad_value', 'no such day', '/deal', 4,
                               'abcd', x'7b7d', NULL);
)sql";

// From format 1 to 2.
constexpr const char* format_2 = R"sql(
  ALTER TABLE rejected ADD COLUMN request BLOB NOT NULL DEFAULT x'';
  CREATE INDEX rejected_by_source ON rejected (source);
  CREATE INDEX rejected_waiting ON rejected (source) WHERE replayed_as IS NULL;
  PRAGMA user_version = 2;
)sql";

// From format 2 to 3, with a waiting event and a released one.
constexpr const char* format_3 = R"sql(
  ALTER TABLE log ADD COLUMN chain TEXT;
  DROP TABLE inbox;
  CREATE TABLE inbox (id INTEGER PRIMARY KEY AUTOINCREMENT, receipt INTEGER NOT NULL,
                      source TEXT NOT NULL, event_id BLOB NOT NULL, received_at INTEGER NOT NULL,
                      body BLOB NOT NULL);
  CREATE INDEX inbox_by_receipt ON inbox (receipt) WHERE receipt > 0;
  CREATE TABLE released (id INTEGER PRIMARY KEY, receipt INTEGER NOT NULL, source TEXT NOT NULL,
                         event_id BLOB NOT NULL, received_at INTEGER NOT NULL,
                         body_hash INTEGER NOT NULL, repeats INTEGER NOT NULL);
  CREATE INDEX released_by_receipt ON released (receipt);
  CREATE TABLE shared (log INTEGER NOT NULL, last_receipt INTEGER NOT NULL,
                       forgotten_receipt INTEGER NOT NULL);
  INSERT INTO shared VALUES (1, 2, 0);
  INSERT INTO inbox VALUES (1, 2, 'crm', x'62', 1795400000000, x'7b7d');
  INSERT INTO released VALUES (1, 2, 'crm', x'61', 1795400000000, 5, 0);
  PRAGMA user_version = 3;
)sql";

class Migration : public SharedTest {
 protected:
  Migration() {
    close();
    std::filesystem::remove(dir_.path() + "/ledger.db");
    run(ledger_of_format_1);
  }

  void run(const char* sql) {
    sqlite3* handle = nullptr;
    sqlite3_open((dir_.path() + "/ledger.db").c_str(), &handle);
    const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    if (code != SQLITE_OK) throw std::runtime_error("no ledger of an older format");
  }

  void expect_that_it_can_share_a_log() {
    EXPECT_FALSE(ledger().shared());
    EXPECT_EQ(append_one(record("a")), (Placed{Placed::duplicate, 1}));
    EXPECT_EQ(append_one(record("b")), (Placed{Placed::accepted, 2}));
    must(ledger().chain_all(next_chain));
    enqueue({under(1, "c"), under(1, "d")});
    follow({record("c")});
    must(ledger().roll_back(2, 1));

    reopen();

    EXPECT_EQ(ledger().position().log, 2);
    EXPECT_EQ(ledger().position().chain, next_chain("", record("a")));
    EXPECT_EQ(waiting_ids(), (std::vector<std::string>{"d", "b", "c"}));
    EXPECT_EQ(must(ledger().receipt(1)), (ReceiptState{.waiting = 2}));
  }
};

TEST_F(Migration, ALedgerOfFormat1CanShareALog) {
  reopen();

  expect_that_it_can_share_a_log();
}

TEST_F(Migration, ALedgerOfFormat2CanShareALog) {
  run(format_2);
  reopen();
  EXPECT_EQ(must(ledger().rejected_one(7)).message, "no such day");

  expect_that_it_can_share_a_log();
}

TEST_F(Migration, ALedgerOfFormat1KeepsEverythingAndCanStoreRequests) {
  reopen();

  EXPECT_EQ(everything(ledger()).size(), 1u);
  const auto old = must(ledger().rejected_one(7));
  EXPECT_EQ(old.message, "no such day");
  EXPECT_EQ(old.body, "{}");
  EXPECT_EQ(old.request, "");
  auto webhook = old;
  webhook.request = R"({"method":"POST"})";
  webhook.repeat_key = "w";
  EXPECT_EQ(must(ledger().reject(webhook)), 8) << "ids continue";
  EXPECT_EQ(must(ledger().rejected_one(8)).request, webhook.request);
}

TEST_F(Migration, IsDoneOnce) {
  reopen();
  must(ledger().mark_replayed(7, 1));

  reopen();

  EXPECT_EQ(must(ledger().waiting_rejected("crm", 0)).size(), 0u);
  EXPECT_EQ(must(ledger().rejected(0, 10, "crm")).size(), 1u);
}

TEST_F(Migration, ALedgerOfFormat3KeepsItsInboxAndReceipts) {
  run(format_2);
  run(format_3);

  reopen();

  EXPECT_EQ(waiting_ids(), (std::vector<std::string>{"b"}));
  EXPECT_EQ(must(ledger().receipt(2)), (ReceiptState{0, 0, {0}, 1, 1}));
}

TEST_F(Migration, AnOldBoxKeepsItsRowsAndStrangersLeaveIt) {
  run(R"sql(
    INSERT INTO rejected VALUES (8, 1795400000001, 'api', 'unauthorized', 'from 192.0.2.7', '',
                                 12, '', x'', NULL);
    INSERT INTO rejected VALUES (9, 1795400000002, 'crm', 'bad_value', 'done', '', 2, 'ef01',
                                 x'7b7d', 5);
  )sql");

  reopen();

  const auto fill = must(ledger().rejected_fill());
  EXPECT_EQ(fill.rows, 2);
  ASSERT_EQ(fill.waiting.size(), 1u);
  EXPECT_EQ(fill.waiting[0].rows, 1);
  const auto old = must(ledger().rejected_one(7));
  EXPECT_EQ(old.times, 1);
  EXPECT_EQ(old.last_at, old.at);
  EXPECT_EQ(must(ledger().reject(old)), 7) << "its sender repeats it";
  const auto refused = must(ledger().refused(0, 10));
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].message, "from 192.0.2.7");
  EXPECT_EQ(refused[0].bytes, 12);
}

// Up to format 5 each login was a token of this name.
TEST_F(Migration, LoginsOfOlderFormatsBecomeDevices) {
  run(format_2);
  run(format_3);
  run("INSERT INTO token VALUES ('s1', 'browser session', 'viewer', 'c0ffee', 1000, 9000),"
      "                         ('t1', 'browser session', 'viewer', 'beef', 1000, NULL),"
      "                         ('t2', 'hall', 'admin', 'f00d', 1000, 9000)");

  reopen();

  const auto devices = must(ledger().devices());
  ASSERT_EQ(devices.size(), 1u);
  EXPECT_EQ(devices[0].id, "s1");
  EXPECT_EQ(devices[0].token, "");
  EXPECT_EQ(devices[0].role, "viewer");
  EXPECT_EQ(devices[0].hash, "c0ffee");
  EXPECT_EQ(devices[0].expires_at, from_ms(9'000));
  EXPECT_EQ(must(ledger().tokens()).size(), 2u);
}

// What a file of the data directory says when SQLite reads one number from it.
int number_in(const std::string& file, const char* sql) {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
  const int number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return number;
}

class MigrationCopy : public Migration {
 protected:
  std::string file(const char* name) const { return dir_.path() + "/" + name; }
  std::vector<std::string> copies() const {
    std::vector<std::string> names;
    for (const auto& at : std::filesystem::directory_iterator(dir_.path()))
      if (const auto name = at.path().filename().string(); name.starts_with("ledger.format-"))
        names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
  }
};

TEST_F(MigrationCopy, IsWhatTheOlderProgramWrote) {
  reopen();
  append_one(record("b"));
  close();

  EXPECT_EQ(copies(), std::vector<std::string>{"ledger.format-1.db"});
  const auto copy = file("ledger.format-1.db");
  EXPECT_EQ(number_in(copy, "PRAGMA user_version"), 1);
  EXPECT_EQ(number_in(copy, "SELECT count(*) FROM log"), 1);
  EXPECT_EQ(number_in(copy, "SELECT id FROM rejected"), 7);
}

TEST_F(MigrationCopy, IsNotMadeOfANewLedgerNorAgain) {
  reopen();
  std::filesystem::remove(file("ledger.format-1.db"));
  reopen();
  EXPECT_TRUE(copies().empty());

  close();
  std::filesystem::remove(file("ledger.db"));
  reopen();
  EXPECT_TRUE(copies().empty());
}

TEST_F(MigrationCopy, WithoutRoomNothingIsChangedAndItIsSaid) {
  store::Options options;
  options.free_bytes = [](const std::string&) { return std::uint64_t{1000}; };

  const auto opened = store::Ledger::open(dir_.path(), options);

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::cannot_store);
  EXPECT_EQ(
      opened.error().message,
      "ledger.db has an older format and is copied before it is migrated: this needs 2 MB in " +
          dir_.path() + ", and 1 MB are free. Nothing was changed");
  EXPECT_TRUE(copies().empty());
  EXPECT_EQ(number_in(file("ledger.db"), "PRAGMA user_version"), 1);
}

TEST_F(MigrationCopy, TheNewestTwoAreKept) {
  run(format_2);
  run(format_3);
  for (const char* name : {"ledger.format-1.db", "ledger.format-2.db", "ledger.format-x.db"})
    std::ofstream(file(name)) << "older";

  reopen();

  EXPECT_EQ(copies(), (std::vector<std::string>{"ledger.format-2.db", "ledger.format-3.db",
                                                "ledger.format-x.db"}));
}

TEST_F(MigrationCopy, OneThatWasCutOffIsMadeAgain) {
  std::ofstream(file("ledger.format-1.db.new")) << "half of it";

  reopen();

  EXPECT_EQ(copies(), std::vector<std::string>{"ledger.format-1.db"});
  EXPECT_EQ(number_in(file("ledger.format-1.db"), "SELECT count(*) FROM log"), 1);
}

}  // namespace
}  // namespace dealbell::test
