#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Ledger;
using store::Record;

// The child: appends batches until it is killed and tells the last seq after each.
[[noreturn]] void append_for_ever(const std::string& dir, std::uint64_t seed, int tell) noexcept {
  std::mt19937_64 random(seed);
  auto ledger = must(Ledger::open(dir));
  for (;;) {
    std::vector<Record> batch(1 + random() % 50);
    Seq next = ledger.last_seq();
    for (auto& r : batch)
      r = record("evt-" + std::to_string(++next), std::string(random() % 2'000, 'x'));
    must(ledger.append(batch));
    const Seq told = ledger.last_seq();
    if (::write(tell, &told, sizeof told) != sizeof told) ::_exit(1);
  }
}

// Kills a child after so many acknowledgements, anywhere in the batch after; answers the last one
// told.
Seq acknowledged_before_kill(const std::string& dir, std::uint64_t seed, std::uint64_t batches) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    append_for_ever(dir, seed, ends[1]);
  }
  ::close(ends[1]);
  Seq last = 0;
  for (std::uint64_t n = 0; ::read(ends[0], &last, sizeof last) == sizeof last; ++n)
    if (n == batches) ::kill(child, SIGKILL);  // what was told meanwhile is still in the pipe
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return last;
}

TEST(Kill, LosesNoAcknowledgedEventOnTheRealDisk) {
  const ScratchDir dir;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));

    const Seq acknowledged = acknowledged_before_kill(dir.path(), seed, seed * seed);

    const auto ledger = must(Ledger::open(dir.path()));
    ASSERT_GT(acknowledged, 0u);
    ASSERT_GE(ledger.last_seq(), acknowledged);
    Seq seq = 0;
    for (const auto& logged : everything(ledger))
      ASSERT_EQ(logged.record.event_id, "evt-" + std::to_string(++seq));
    ASSERT_EQ(seq, ledger.last_seq());
  }
}

}  // namespace
}  // namespace dealbell::test
