#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// An event of a submission without an inbox row of its own: its row was released, or the same event
// was waiting already. A hash of the body is enough to compare it with the body in the log.
struct ReleasedRow {
  std::string source;
  std::string event_id;
  Instant received_at;
  std::int64_t body_hash = 0;
  bool repeats = false;
  std::size_t index = 0;
};

// The newest released rows, for queries of receipts.
class Receipts {
 public:
  Receipts(Database& database, const Options& options);

  Result<> load();  // call once, before anything else

  std::int64_t last() const { return state_.last; }
  // Whether rows of this receipt may have been dropped.
  bool forgotten(std::int64_t receipt) const { return receipt <= state_.forgotten; }
  Result<std::vector<ReleasedRow>> rows(std::int64_t receipt);

  // Within a transaction of the caller, which calls finish() last; the caller then calls keep()
  // after the commit or undo() after the rollback.
  void note(std::int64_t receipt);
  Result<> put(const Record& record, bool repeats);
  Result<> finish();
  void keep() { kept_ = state_; }
  void undo();

 private:
  struct State {
    std::int64_t last = 0;
    std::int64_t forgotten = 0;  // the greatest receipt with a dropped row
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
