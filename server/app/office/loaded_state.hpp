#pragma once

#include <memory>
#include <string>

#include "core/state/sales_state.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// A floor made of what the ledger in `dir` holds.
struct LoadedState {
  std::unique_ptr<core::SalesState> sales;
  Seq from = 0;  // of the snapshot it was made of; 0: the whole log was folded
};

// From the newest snapshot that is whole, known and this log's, with the log's tail applied. One
// that is not is told of in the server's log, and the next older one is tried.
Result<LoadedState> loaded_state(const store::Ledger& ledger, const std::string& dir,
                                 const core::Org& org, const core::Calendar& calendar);

}  // namespace dealbell::app
