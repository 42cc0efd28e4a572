#pragma once

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "support/store/faulty_disk.hpp"
#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {

// A ledger fixture whose files are on a faulty disk.
template <class Fixture>
class OnFaultyDisk : public Fixture {
 protected:
  OnFaultyDisk() { this->reopen({.vfs = disk_.vfs()}); }
  ~OnFaultyDisk() override { this->close(); }  // before its disk is destroyed

  void cut_power() {
    disk_.die_at(1);  // so that closing writes nothing
    this->close();
    disk_.lose_all_unsynced();
    this->reopen({.vfs = disk_.vfs()});
  }

  FaultyDisk disk_;
};

// A ledger that runs until a power cut, several times.
class CrashingLedger {
 public:
  CrashingLedger(std::uint64_t seed, bool sync) : random_(seed) {
    options_.vfs = disk_.vfs();
    options_.sync = sync;
    platform_.sync = false;  // only reads, and is opened often
  }

 protected:
  // Opens the ledger and runs `work` until a power cut at a random disk operation. The first 60
  // operations are those of the start; the first checkpoint is after some 2,000.
  template <class Work>
  void run(Work work) {
    const auto operations = random_() % 4 == 0 ? 60 : 4'000;
    disk_.die_at(static_cast<int>(1 + random_() % operations));
    if (auto ledger = store::Ledger::open(dir_.path(), options_)) work(*ledger);
    disk_.lose_power(random_);
  }
  // Opens the remaining files without the faulty disk.
  Result<store::Ledger> open_directly() { return store::Ledger::open(dir_.path(), platform_); }

  // One to `most` records; one in `again` repeats an earlier one (0: none). The body is derived
  // from the id, so that repetitions are exact.
  std::vector<store::Record> some_records(std::size_t most, std::size_t again,
                                          std::size_t body_most) {
    std::vector<store::Record> batch(1 + random_() % most);
    for (auto& r : batch) {
      const bool repeats = again > 0 && next_id_ > 0 && random_() % again == 0;
      const auto n = repeats ? random_() % next_id_ : next_id_++;
      r = record("evt-" + std::to_string(n),
                 std::string(n * 7919 % body_most, static_cast<char>('a' + n % 26)));
    }
    return batch;
  }

  std::mt19937_64 random_;
  FaultyDisk disk_;

 private:
  ScratchDir dir_;
  store::Options options_;
  store::Options platform_;
  std::uint64_t next_id_ = 0;
};

// DEALBELL_SEEDS=5000 runs more seeds.
inline std::uint64_t seeds(std::uint64_t usual) {
  const char* wanted = std::getenv("DEALBELL_SEEDS");
  return wanted ? std::strtoull(wanted, nullptr, 10) : usual;
}

}  // namespace dealbell::test
