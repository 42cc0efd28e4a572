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

// The child process: appends batches until it is killed and writes the last seq to a pipe after
// each.
[[noreturn]] void append_until_killed(const std::string& dir, std::uint64_t seed,
                                      int pipe) noexcept {
  std::mt19937_64 random(seed);
  auto ledger = must(Ledger::open(dir));
  for (;;) {
    std::vector<Record> batch(1 + random() % 50);
    Seq next = ledger.last_seq();
    for (auto& r : batch)
      r = record("evt-" + std::to_string(++next), std::string(random() % 2'000, 'x'));
    must(ledger.append(batch));
    const Seq last = ledger.last_seq();
    if (::write(pipe, &last, sizeof last) != sizeof last) ::_exit(1);
  }
}

// Kills a child after `batches` acknowledgements, anywhere in the next batch; returns the last
// acknowledged seq.
Seq acknowledged_before_kill(const std::string& dir, std::uint64_t seed, std::uint64_t batches) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    append_until_killed(dir, seed, ends[1]);
  }
  ::close(ends[1]);
  Seq last = 0;
  for (std::uint64_t n = 0; ::read(ends[0], &last, sizeof last) == sizeof last; ++n)
    if (n == batches) ::kill(child, SIGKILL);  // later acknowledgements are still in the pipe
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
