#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/ledger.hpp"
#include "support/store/scratch_dir.hpp"

namespace dealbell::test {

inline store::Record record(std::string_view id, std::string_view body = "{}",
                            std::string_view source = "crm") {
  return {std::string(source), std::string(id), from_ms(1'795'400'000'000), std::string(body)};
}

// The value, which the test needs to continue; an error throws with the ledger's message.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline std::vector<store::LoggedRecord> everything(const store::Ledger& ledger, Seq from = 0) {
  std::vector<store::LoggedRecord> all;
  must(ledger.read(from, [&](const store::LoggedRecord& logged) {
    all.push_back(logged);
    return true;
  }));
  return all;
}

// A ledger in a directory of its own that can be closed and opened again.
class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() { reopen(); }

  void reopen(const store::Options& options = {}) {
    ledger_.reset();
    ledger_.emplace(must(store::Ledger::open(dir_.path(), options)));
  }
  void close() { ledger_.reset(); }
  store::Ledger& ledger() { return *ledger_; }

  std::vector<store::Placed> append(const std::vector<store::Record>& records) {
    return must(ledger().append(records));
  }
  store::Placed append_one(const store::Record& r) { return append({r}).at(0); }

  ScratchDir dir_;

 private:
  std::optional<store::Ledger> ledger_;
};

}  // namespace dealbell::test

namespace dealbell::store {

inline bool operator==(const Placed& a, const Placed& b) {
  return a.outcome == b.outcome && a.seq == b.seq && a.inbox == b.inbox && a.repeats == b.repeats;
}

inline void PrintTo(const Placed& placed, std::ostream* out) {
  *out << word_of(placed.outcome) << " at " << placed.seq << ", inbox " << placed.inbox
       << (placed.repeats ? ", again" : "");
}

}  // namespace dealbell::store
