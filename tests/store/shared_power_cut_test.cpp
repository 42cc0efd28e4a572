// Cuts the power at a random write or sync of a node that enqueues, follows and rolls back. Every
// event that enqueue() acknowledged must then be in the log or in the inbox; the log may have lost
// its newest records, up to the last synced call.
#include <gtest/gtest.h>

#include <map>

#include "support/store/power.hpp"
#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Ledger;
using store::Placed;
using store::Record;

class SharedPowerCuts : public CrashingLedger {
 public:
  using CrashingLedger::CrashingLedger;

  void run_and_lose_power() {
    run([this](Ledger& ledger) { work_until_failure(ledger); });
  }

  // Opens the real files without the faulty disk and returns what is wrong; empty if nothing is.
  // The shared log then continues from there, as it sends the lost records again.
  std::string check() {
    auto opened = open_directly();
    if (!opened) return "cannot open: " + opened.error().message;
    const auto& ledger = *opened;
    const auto position = ledger.position();
    if (position.log == log_number_ + 1 && rolling_back_to_) {
      ++log_number_;
      history_.resize(*rolling_back_to_);
      durable_ = *rolling_back_to_;
    }
    rolling_back_to_.reset();
    if (position.log != log_number_) return "log is number " + std::to_string(position.log);
    if (position.seq < durable_) return "the log lost what was synced";
    if (position.seq > history_.size()) return "the log has what was never followed";
    lost_from_the_end_ += history_.size() - position.seq;
    history_.resize(position.seq);
    std::map<std::string, std::string> found;  // id → body
    std::string chain;
    for (const auto& [seq, r] : everything(ledger)) {
      if (r.event_id != history_[seq - 1].event_id) return r.event_id + " is in the wrong place";
      chain = next_chain(chain, r);
      if (must(ledger.chain_at(seq)) != chain) return r.event_id + " has another chain";
      found[r.event_id] = r.body;
    }
    for (const auto& row : must(ledger.waiting(0, 1'000'000, 1 << 30)))
      if (!found.emplace(row.record.event_id, row.record.body).second)
        return row.record.event_id + " is there twice";
    for (const auto& [id, r] : acknowledged_)
      if (const auto at = found.find(id); at == found.end() || at->second != r.body)
        return id + " is neither in the log nor waiting";
    return check_receipts(ledger);
  }

  std::size_t acknowledged() const { return acknowledged_.size(); }
  std::size_t lost_from_the_end() const { return lost_from_the_end_; }

 private:
  std::string check_receipts(const Ledger& ledger) {
    for (const auto& [receipt, events] : receipts_) {
      const auto state = ledger.receipt(receipt);
      const auto name = "receipt " + std::to_string(receipt);
      if (!state) return name + " is unknown";
      if (!state->reused.empty()) return name + " was answered with another body";
      if (state->accepted + state->duplicates + state->waiting != events)
        return name + " has lost an event";
    }
    if (!receipts_.empty() && ledger.last_receipt() < receipts_.rbegin()->first)
      return "a receipt would be given again";
    return {};
  }

  void work_until_failure(Ledger& ledger) {
    while (!disk_.dead()) {
      const auto dice = random_() % 40;
      if (dice < 18)
        enqueue_some(ledger);
      else if (dice < 39)
        follow_some(ledger);
      else
        roll_back_some(ledger);
    }
  }

  void enqueue_some(Ledger& ledger) {
    auto batch = some_records(20, 5, 3'000);
    const auto receipt = ++last_receipt_;
    for (auto& r : batch) r.receipt = receipt;
    const auto placed = ledger.enqueue(batch);
    if (!placed) return;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      acknowledged_.insert({batch[i].event_id, batch[i]});
      if ((*placed)[i].outcome == Placed::waiting) ++receipts_[receipt];
    }
    durable_ = history_.size();
  }

  void follow_some(Ledger& ledger) {
    std::vector<Record> batch;
    if (random_() % 2 == 0)
      for (auto& row : must_or_none(ledger.waiting(0, 1 + random_() % 30, 1 << 20)))
        batch.push_back(std::move(row.record));
    else
      batch = some_records(20, 0, 3'000);
    // Even if it fails, the records may be there.
    static_cast<void>(ledger.follow(ordered_after(ledger.position().chain, batch)));
    history_.insert(history_.end(), batch.begin(), batch.end());
  }

  void roll_back_some(Ledger& ledger) {
    const Seq to = history_.size() - random_() % (std::min<std::size_t>(history_.size(), 50) + 1);
    rolling_back_to_ = to;
    if (!ledger.roll_back(log_number_ + 1, to)) return;
    rolling_back_to_.reset();
    ++log_number_;
    history_.resize(to);
    durable_ = to;
  }

  static std::vector<store::InboxRow> must_or_none(Result<std::vector<store::InboxRow>> rows) {
    return rows ? std::move(*rows) : std::vector<store::InboxRow>{};
  }

  std::int64_t last_receipt_ = 0;
  std::int64_t log_number_ = 1;
  std::vector<Record> history_;  // what was followed and not rolled back
  std::size_t durable_ = 0;      // how much of it existed when the last synced call returned
  std::optional<Seq> rolling_back_to_;
  std::map<std::string, Record> acknowledged_;
  std::map<std::int64_t, std::size_t> receipts_;  // → number of its events that waited
  std::size_t lost_from_the_end_ = 0;
};

TEST(SharedPowerCut, LosesNoEnqueuedEventAndOnlyTheEndOfTheLog) {
  std::size_t acknowledged = 0, lost_from_the_end = 0;
  for (std::uint64_t seed = 1; seed <= seeds(50); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SharedPowerCuts node(seed, true);

    for (int life = 1; life <= 3; ++life) {
      node.run_and_lose_power();
      ASSERT_EQ(node.check(), "") << "after life " << life;
    }
    acknowledged += node.acknowledged();
    lost_from_the_end += node.lost_from_the_end();
  }
  EXPECT_GT(acknowledged, 10'000u) << "too little happened to mean anything";
  EXPECT_GT(lost_from_the_end, 100u) << "following was synced, or nothing was followed";
}

TEST(SharedPowerCut, WouldLoseEnqueuedEventsWithoutSync) {
  int lives_with_losses = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SharedPowerCuts node(seed, false);
    node.run_and_lose_power();

    if (!node.check().empty()) ++lives_with_losses;
  }

  EXPECT_GT(lives_with_losses, 10);
}

}  // namespace
}  // namespace dealbell::test
