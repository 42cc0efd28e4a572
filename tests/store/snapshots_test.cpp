#include "store/snapshots.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "support/store/scratch_dir.hpp"

namespace dealbell::test {
namespace {

namespace fs = std::filesystem;
using store::SnapshotFile;

constexpr std::uint32_t format = 3;

class SnapshotsTest : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return dir_.path() + "/snapshots/" + name; }

  SnapshotFile begin(Seq from, const std::string& bytes) {
    auto file = SnapshotFile::create(dir_.path(), from).value();
    file.append(bytes).value();
    return file;
  }
  void keep(Seq from, const std::string& bytes) {
    begin(from, bytes).finish({format, from, from + 5, 77}).value();
  }
  Result<store::Snapshot> read(Seq from) const {
    return store::read_snapshot(dir_.path(), from, format);
  }
  std::vector<Seq> all() const { return store::snapshots(dir_.path()); }

  std::string contents(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void replace(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }

  ScratchDir dir_;
};

TEST_F(SnapshotsTest, IsReadBack) {
  auto file = begin(12, "first ");
  file.append("second").value();

  file.finish({format, 12, 17, 77}).value();

  const auto snapshot = read(12).value();
  EXPECT_EQ(snapshot.bytes, "first second");
  EXPECT_EQ(snapshot.head.from, 12u);
  EXPECT_EQ(snapshot.head.until, 17u);
  EXPECT_EQ(snapshot.head.witness, 77u);
}

TEST_F(SnapshotsTest, TheNewestTwoAreKept) {
  for (const Seq from : {9, 80, 700}) keep(from, "x");

  EXPECT_EQ(all(), (std::vector<Seq>{700, 80}));
}

TEST_F(SnapshotsTest, AreNoneAtFirst) { EXPECT_TRUE(all().empty()); }

TEST_F(SnapshotsTest, AnUnfinishedOneIsRemoved) {
  keep(1, "x");
  {
    const auto unfinished = begin(2, "y");
    EXPECT_TRUE(fs::exists(path("2.new")));
  }

  EXPECT_FALSE(fs::exists(path("2.new")));
  EXPECT_EQ(all(), std::vector<Seq>{1});
}

TEST_F(SnapshotsTest, APowerCutBeforeTheRenameKeepsTheOlderOne) {
  keep(1, "x");
  replace("2.new", contents("1.snapshot"));

  EXPECT_EQ(all(), std::vector<Seq>{1});
  EXPECT_FALSE(fs::exists(path("2.new")));
  EXPECT_EQ(read(1).value().bytes, "x");
}

TEST_F(SnapshotsTest, ADamagedByteAnywhereIsDetected) {
  keep(1, "some bytes");
  const auto good = contents("1.snapshot");
  constexpr std::size_t format_at = 20;  // its lowest byte: another value is another format

  for (std::size_t at = 0; at < good.size(); ++at) {
    auto bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 4);
    replace("1.snapshot", bad);
    const auto snapshot = read(1);
    ASSERT_FALSE(snapshot) << at;
    EXPECT_EQ(snapshot.error().code, at == format_at ? Errc::conflict : Errc::corrupt) << at;
  }
}

TEST_F(SnapshotsTest, AShorterOrLongerFileIsDetected) {
  keep(1, "some bytes");
  const auto good = contents("1.snapshot");

  for (std::size_t size = 0; size < good.size(); ++size) {
    replace("1.snapshot", good.substr(0, size));
    EXPECT_FALSE(read(1)) << size;
  }
  replace("1.snapshot", good + "x");
  EXPECT_FALSE(read(1));
}

TEST_F(SnapshotsTest, AnotherFormatIsAConflict) {
  begin(1, "x").finish({format + 1, 1, 1, 0}).value();

  const auto snapshot = read(1);

  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().code, Errc::conflict);
}

// A newer program may hash its snapshots in another way.
TEST_F(SnapshotsTest, AnotherFormatIsNotCalledDamaged) {
  keep(1, "some bytes");
  auto newer = contents("1.snapshot");
  newer[20] = format + 1;
  newer.back() = '!';
  replace("1.snapshot", newer);

  const auto snapshot = read(1);

  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().code, Errc::conflict);
  EXPECT_EQ(snapshot.error().message,
            path("1.snapshot") +
                " has format 4, and this program reads format 3: another version wrote it");
}

TEST_F(SnapshotsTest, OneUnderAnotherNameIsRefused) {
  keep(1, "x");
  fs::rename(path("1.snapshot"), path("2.snapshot"));

  EXPECT_EQ(read(2).error().code, Errc::corrupt);
}

TEST_F(SnapshotsTest, OtherFilesAreIgnored) {
  keep(1, "x");
  replace("notes.txt", "mine");
  replace("7up.snapshot", "mine");

  EXPECT_EQ(all(), std::vector<Seq>{1});
  EXPECT_TRUE(fs::exists(path("notes.txt")));
}

}  // namespace
}  // namespace dealbell::test
