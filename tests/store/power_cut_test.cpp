// Cuts the power at a random write or sync, several times for one ledger, and checks that every
// acknowledged event is there. The control at the end runs without syncs and must find losses: it
// proves that the test can fail.
#include <gtest/gtest.h>

#include <map>

#include "support/store/power.hpp"

namespace dealbell::test {
namespace {

using store::Ledger;
using store::Placed;
using store::Record;

struct Acknowledged {
  Record record;
  Seq seq;
};

class PowerCuts : public CrashingLedger {
 public:
  using CrashingLedger::CrashingLedger;

  void run_and_lose_power() {
    run([this](Ledger& ledger) { append_until_failure(ledger); });
  }

  // Opens the real files without the faulty disk. Returns how many acknowledged events are missing
  // or differ; `what` describes the first of them.
  std::size_t lost(std::string& what) {
    auto ledger = open_directly();
    if (!ledger) {
      what = "cannot open: " + ledger.error().message;
      return acknowledged_.size();
    }
    std::map<std::string, store::LoggedRecord> logged;
    Seq last = 0;
    for (auto& l : everything(*ledger)) {
      if (l.seq != ++last)
        what = "seq " + std::to_string(l.seq) + " after " + std::to_string(last - 1);
      const auto id = l.record.event_id;
      if (!logged.emplace(id, std::move(l)).second) what = id + " is there twice";
    }
    std::size_t missing = 0;
    for (const auto& [id, original] : acknowledged_) {
      const auto found = logged.find(id);
      if (found != logged.end() && found->second.seq == original.seq &&
          found->second.record.body == original.record.body)
        continue;
      if (missing++ == 0) what = id + " is not at " + std::to_string(original.seq);
    }
    return missing;
  }

  bool every_repetition_is_a_duplicate() {
    auto ledger = must(open_directly());
    for (const auto& [id, original] : acknowledged_) {
      const std::vector<Record> again{original.record};
      if (!(must(ledger.append(again)).at(0) == Placed{Placed::duplicate, original.seq}))
        return false;
    }
    return true;
  }

  std::size_t acknowledged() const { return acknowledged_.size(); }

 private:
  void append_until_failure(Ledger& ledger) {
    while (!disk_.dead()) {
      const auto batch = some_records(30, 10, 6'000);
      const auto placed = ledger.append(batch);
      if (!placed) return;
      for (std::size_t i = 0; i < batch.size(); ++i)
        acknowledged_.insert({batch[i].event_id, {batch[i], (*placed)[i].seq}});
    }
  }

  std::map<std::string, Acknowledged> acknowledged_;
};

TEST(PowerCut, LosesNoAcknowledgedEvent) {
  std::size_t acknowledged = 0;
  for (std::uint64_t seed = 1; seed <= seeds(60); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    PowerCuts office(seed, true);

    for (int life = 1; life <= 3; ++life) {
      office.run_and_lose_power();

      std::string what;
      ASSERT_EQ(office.lost(what), 0u) << what << " after life " << life;
      ASSERT_EQ(what, "");
    }
    ASSERT_TRUE(office.every_repetition_is_a_duplicate());
    acknowledged += office.acknowledged();
  }
  EXPECT_GT(acknowledged, 10'000u) << "too little happened to mean anything";
}

TEST(PowerCut, WouldLoseAcknowledgedEventsWithoutSync) {
  int lives_with_losses = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    PowerCuts office(seed, false);
    office.run_and_lose_power();

    std::string what;
    if (office.lost(what) > 0) ++lives_with_losses;
  }

  EXPECT_GT(lives_with_losses, 10);
}

}  // namespace
}  // namespace dealbell::test
