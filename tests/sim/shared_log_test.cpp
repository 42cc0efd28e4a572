#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "support/sim/world.hpp"

// Nodes, clients, screens and a Redis that stalls, loses answers, loses its newest records, forks,
// is restored from an old state or flushed. Afterwards every acknowledged event is in every sales
// state, once, and all nodes agree. Repeat a failing seed with a trace:
//   SEED=N build/tests/sim_tests --gtest_filter='*AllAgree*'
namespace dealbell::sim {
namespace {

long number(const char* name, long otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atol(text) : otherwise;
}

void add(World::Counts& all, const World::Counts& one) {
  all.acknowledged += one.acknowledged;
  all.deaths += one.deaths;
  all.power_cuts += one.power_cuts;
  all.restores += one.restores;
  all.flushes += one.flushes;
  all.deletions += one.deletions;
  all.repairs += one.repairs;
}

TEST(SharedLogSimulation, AfterAnyFaultsAllAgreeOnAcknowledgedEvents) {
  const auto only = number("SEED", 0);
  const auto count = only ? 1 : number("SEEDS", 1'000);
  World::Counts all;
  long longest = 0;
  for (long i = 1; i <= count; ++i) {
    const auto seed = static_cast<std::uint32_t>(only ? only : i);
    World world(seed, only != 0);
    world.run_with_faults();
    const auto took = world.recover();
    const auto failure = took ? world.failure() : "the nodes do not agree: " + world.failure();
    ASSERT_EQ(failure, "") << "repeat: SEED=" << seed
                           << " build/tests/sim_tests --gtest_filter='*AllAgree*'";
    longest = std::max(longest, static_cast<long>(took->count()));
    add(all, world.counts());
  }
  std::printf(
      "%ld worlds: %d acknowledged, %d deaths (%d without power), %d restores, %d flushes, "
      "%d deleted streams, %llu repairs; agreed within %ld ms\n",
      count, all.acknowledged, all.deaths, all.power_cuts, all.restores, all.flushes, all.deletions,
      static_cast<unsigned long long>(all.repairs), longest);
}

}  // namespace
}  // namespace dealbell::sim
