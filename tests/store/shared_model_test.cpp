// Enqueues, follows, rolls back and restarts at random, and compares the ledger with a model made
// of lists.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>

#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::InboxRow;
using store::Placed;
using store::ReceiptState;
using store::Record;
using store::Released;

constexpr std::size_t inbox_max = 25;

bool same_id(const Record& a, const Record& b) {
  return a.source == b.source && a.event_id == b.event_id;
}

struct Model {
  struct Submitted {
    Record record;
    bool repeats;
  };

  std::int64_t log_number = 1;
  std::vector<Record> log;
  std::vector<InboxRow> inbox;
  std::vector<Submitted> submitted;
  std::int64_t last_row = 0;
  std::int64_t last_receipt = 0;

  std::optional<Seq> seq_of(const Record& r) const {
    const auto at = std::find_if(log.begin(), log.end(), [&](auto& l) { return same_id(l, r); });
    if (at == log.end()) return std::nullopt;
    return static_cast<Seq>(at - log.begin() + 1);
  }
  std::vector<InboxRow>::iterator row_of(const Record& r) {
    return std::find_if(inbox.begin(), inbox.end(),
                        [&](auto& row) { return same_id(row.record, r); });
  }

  std::optional<std::vector<Placed>> enqueue(const std::vector<Record>& records) {
    const auto before = *this;
    std::vector<Placed> placed;
    for (const auto& r : records) {
      last_receipt = std::max(last_receipt, r.receipt);
      const auto row = row_of(r);
      if (const auto seq = seq_of(r)) {
        const bool same = log[*seq - 1].body == r.body;
        placed.push_back({same ? Placed::duplicate : Placed::reused, *seq});
      } else if (row != inbox.end() && row->record.body != r.body) {
        placed.push_back({Placed::reused, 0});
      } else if (row != inbox.end()) {
        submitted.push_back({r, true});
        placed.push_back({Placed::waiting, 0, row->id, true});
      } else if (inbox.size() >= inbox_max) {
        *this = before;
        return std::nullopt;
      } else {
        submitted.push_back({r, false});
        inbox.push_back({++last_row, r});
        placed.push_back({Placed::waiting, 0, last_row});
      }
    }
    return placed;
  }

  std::optional<std::vector<Released>> follow(const std::vector<Record>& records) {
    const auto before = *this;
    std::vector<Released> all;
    for (const auto& r : records) {
      if (seq_of(r)) {
        *this = before;
        return std::nullopt;
      }
      log.push_back(r);
      const auto row = row_of(r);
      if (row == inbox.end()) continue;
      const auto outcome = row->record.body != r.body                 ? Placed::reused
                           : row->record.received_at == r.received_at ? Placed::accepted
                                                                      : Placed::duplicate;
      all.push_back({row->id, row->record, {outcome, log.size()}});
      inbox.erase(row);
    }
    return all;
  }

  void roll_back(std::int64_t number, Seq to) {
    log_number = number;
    for (auto r = log.begin() + static_cast<std::ptrdiff_t>(to); r != log.end(); ++r)
      if (row_of(*r) == inbox.end()) inbox.push_back({++last_row, *r});
    log.resize(to);
  }

  std::optional<ReceiptState> receipt(std::int64_t number) const {
    ReceiptState state;
    bool any = false;
    for (const auto& [r, repeats] : submitted) {
      if (r.receipt != number) continue;
      any = true;
      const auto seq = seq_of(r);
      if (!seq) {
        ++state.waiting;
        continue;
      }
      const auto& logged = log[*seq - 1];
      const bool own = !repeats && logged.received_at == r.received_at;
      if (logged.body != r.body)
        state.reused.push_back(r.index);
      else
        ++(own ? state.accepted : state.duplicates);
      state.seq = std::max(state.seq, *seq);
    }
    if (!any) return std::nullopt;
    return state;
  }
};

class SharedModel : public SharedTest {
 protected:
  void start(std::uint64_t seed) {
    random_.seed(seed);
    model_ = {};
    options_ = {};
    options_.inbox_events_max = inbox_max;
    if (seed % 2 == 0) options_.id_hash_mask = 0x3;
    close();
    std::filesystem::remove_all(dir_.path());
    reopen(options_);
  }

  std::size_t below(std::size_t n) { return random_() % n; }

  // Few ids, bodies and times, so that all combinations occur.
  Record some_record() {
    auto r =
        record("id-" + std::to_string(below(60)), below(5) ? "1" : "2", below(3) ? "crm" : "web");
    r.received_at += std::chrono::milliseconds{below(2)};
    return r;
  }

  void enqueue_some() {
    std::vector<Record> batch(below(8));
    const auto receipt = model_.last_receipt + static_cast<std::int64_t>(below(2));
    for (auto& r : batch) {
      r = some_record();
      r.receipt = receipt;
    }
    const auto expected = model_.enqueue(batch);
    const auto placed = ledger().enqueue(batch);
    ASSERT_EQ(placed.has_value(), expected.has_value());
    if (expected)
      ASSERT_EQ(*placed, *expected);
    else
      ASSERT_EQ(placed.error().code, Errc::cannot_store);
  }

  // Waiting records, unchanged or as another node received them, and records of other nodes;
  // sometimes one that the log already has.
  void follow_some() {
    std::vector<Record> batch;
    for (auto count = below(8); count > 0; --count) {
      auto r = !model_.inbox.empty() && below(3) ? model_.inbox[below(model_.inbox.size())].record
                                                 : some_record();
      r.receipt = 0;
      const bool repeated = model_.seq_of(r) || std::any_of(batch.begin(), batch.end(),
                                                            [&](auto& b) { return same_id(b, r); });
      if (!repeated || below(40) == 0) batch.push_back(r);
    }
    const auto ordered = ordered_after(ledger().position().chain, batch);
    const auto expected = model_.follow(batch);
    const auto released = ledger().follow(ordered);
    ASSERT_EQ(released.has_value(), expected.has_value());
    if (!expected) {
      ASSERT_EQ(released.error().code, Errc::corrupt);
      return;
    }
    ASSERT_EQ(released->size(), expected->size());
    for (std::size_t i = 0; i < expected->size(); ++i) {
      ASSERT_EQ((*released)[i].inbox, (*expected)[i].inbox);
      ASSERT_EQ((*released)[i].placed, (*expected)[i].placed);
      expect_equal((*released)[i].record, (*expected)[i].record);
    }
  }

  void roll_back_some() {
    const Seq to = model_.log.size() - below(std::min<std::size_t>(model_.log.size(), 12) + 1);
    model_.roll_back(model_.log_number + 1, to);
    must(ledger().roll_back(model_.log_number, to));
  }

  void one_step() {
    const auto dice = below(20);
    if (dice < 9)
      enqueue_some();
    else if (dice < 17)
      follow_some();
    else if (dice < 18)
      roll_back_some();
    else
      reopen(options_);
  }

  static void expect_equal(const Record& a, const Record& b) {
    EXPECT_TRUE(same_id(a, b)) << a.event_id << " for " << b.event_id;
    EXPECT_EQ(a.body, b.body);
    EXPECT_EQ(a.received_at, b.received_at);
    EXPECT_EQ(a.receipt, b.receipt);
  }

  void expect_same_as_model() {
    const auto logged = everything(ledger());
    ASSERT_EQ(logged.size(), model_.log.size());
    std::string chain;
    for (std::size_t i = 0; i < logged.size(); ++i) {
      expect_equal(logged[i].record, model_.log[i]);
      chain = next_chain(chain, logged[i].record);
      ASSERT_EQ(must(ledger().chain_at(i + 1)), chain);
    }
    ASSERT_EQ(ledger().position().log, model_.log_number);
    ASSERT_EQ(ledger().position().seq, model_.log.size());
    ASSERT_EQ(ledger().position().chain, chain);
    expect_same_inbox_as_model();
    ASSERT_EQ(ledger().last_receipt(), model_.last_receipt);
    for (std::int64_t receipt = 1; receipt <= model_.last_receipt; ++receipt) {
      const auto expected = model_.receipt(receipt);
      const auto found = ledger().receipt(receipt);
      ASSERT_EQ(found.has_value(), expected.has_value()) << "receipt " << receipt;
      if (expected) {
        ASSERT_EQ(*found, *expected) << "receipt " << receipt;
      }
    }
  }

  void expect_same_inbox_as_model() {
    const auto rows = must(ledger().waiting(0, 1'000, 1 << 30));
    ASSERT_EQ(rows.size(), model_.inbox.size());
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(rows[i].id, model_.inbox[i].id);
      expect_equal(rows[i].record, model_.inbox[i].record);
      bytes += rows[i].record.body.size();
    }
    const auto size = ledger().inbox_size();
    ASSERT_EQ(size.events, model_.inbox.size());
    ASSERT_EQ(size.bytes, bytes);
    ASSERT_EQ(size.oldest.has_value(), !model_.inbox.empty());
    if (size.oldest) {
      ASSERT_EQ(*size.oldest, model_.inbox[0].record.received_at);
    }
  }

  Model model_;
  store::Options options_;
  std::mt19937_64 random_;
};

// DEALBELL_SEEDS=5000 runs more seeds.
TEST_F(SharedModel, AgreesWithTheLedger) {
  const char* wanted = std::getenv("DEALBELL_SEEDS");
  const auto seeds = wanted ? std::strtoull(wanted, nullptr, 10) : 40;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    start(seed);
    for (int step = 0; step < 80; ++step) {
      SCOPED_TRACE("step " + std::to_string(step));
      one_step();
      if (HasFatalFailure()) return;
      expect_same_as_model();
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace dealbell::test
