#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {

// Any function of the previous chain and the record will do; 40 digits like the real one.
inline std::string next_chain(std::string_view previous, const store::Record& record) {
  const auto text = std::string(previous) + '\0' + record.source + '\0' + record.event_id + '\0' +
                    std::to_string(to_ms(record.received_at)) + '\0' + record.body;
  const auto digits = std::to_string(std::hash<std::string>{}(text));
  return std::string(40 - digits.size(), '0') + digits;
}

// The records as the shared log returns them after the chain `previous`.
inline std::vector<store::OrderedRecord> ordered_after(std::string previous,
                                                       const std::vector<store::Record>& records) {
  std::vector<store::OrderedRecord> ordered;
  for (const auto& r : records) {
    previous = next_chain(previous, r);
    ordered.push_back({r, previous});
  }
  return ordered;
}

// A record with this receipt, received `late` milliseconds after the usual time.
inline store::Record under(std::int64_t receipt, std::string_view id, std::string_view body = "{}",
                           int late = 0) {
  auto r = record(id, body);
  r.receipt = receipt;
  r.received_at += std::chrono::milliseconds{late};
  return r;
}

// A ledger that enqueues and follows.
class SharedTest : public LedgerTest {
 protected:
  std::vector<store::Placed> enqueue(const std::vector<store::Record>& records) {
    return must(ledger().enqueue(records));
  }
  store::Placed enqueue_one(const store::Record& r) { return enqueue({r}).at(0); }

  std::vector<store::Released> follow(const std::vector<store::Record>& records) {
    return must(ledger().follow(ordered_after(ledger().position().chain, records)));
  }

  std::vector<std::string> waiting_ids() {
    std::vector<std::string> ids;
    for (const auto& row : must(ledger().waiting(0, 1'000'000, 1 << 30)))
      ids.push_back(row.record.event_id);
    return ids;
  }
  std::vector<std::string> logged_ids() {
    std::vector<std::string> ids;
    for (const auto& logged : everything(ledger())) ids.push_back(logged.record.event_id);
    return ids;
  }
};

}  // namespace dealbell::test

namespace dealbell::store {

inline bool operator==(const ReceiptState& a, const ReceiptState& b) {
  return a.accepted == b.accepted && a.duplicates == b.duplicates && a.reused == b.reused &&
         a.waiting == b.waiting && a.seq == b.seq;
}

inline void PrintTo(const ReceiptState& state, std::ostream* out) {
  *out << state.accepted << " accepted, " << state.duplicates << " duplicates, "
       << state.reused.size() << " reused, " << state.waiting << " waiting, seq " << state.seq;
}

}  // namespace dealbell::store
