#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// An event of a submission that is not in the inbox itself: it was released, or it repeats one that
// waited. Of its body a hash is kept, enough to tell whether the log has the same.
struct ReleasedRow {
  std::string source;
  std::string event_id;
  Instant received_at;
  std::int64_t body_hash = 0;
  bool repeats = false;
  std::size_t index = 0;
};

// What is kept so that a receipt can be looked up: the newest rows.
class Receipts {
 public:
  Receipts(Database& database, const Options& options);

  Result<> load();  // once, before anything else

  std::int64_t last() const { return state_.last; }
  // Rows of this receipt may be missing.
  bool forgotten(std::int64_t receipt) const { return receipt <= state_.forgotten; }
  Result<std::vector<ReleasedRow>> rows(std::int64_t receipt);

  // Within a transaction of the caller, who says what became of it: keep after the commit, undo
  // after the rollback. `finish` comes last in it.
  void note(std::int64_t receipt);
  Result<> put(const Record& record, bool repeats);
  Result<> finish();
  void keep() { kept_ = state_; }
  void undo();

 private:
  struct State {
    std::int64_t last = 0;
    std::int64_t forgotten = 0;  // the greatest of which a row was dropped
    bool operator==(const State&) const = default;
  };

  Result<> drop_old();

  std::int64_t rows_max_;
  State state_;
  State kept_;  // without the open transaction
  bool grew_ = false;
  Statement insert_;
  Statement drop_;
  Statement rows_;
  Statement store_;
  Statement load_;
};

std::int64_t body_hash(std::string_view body);

}  // namespace dealbell::store
