#pragma once

#include <memory>
#include <string>

#include "core/state/sales_state.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// The sales state as the ledger has it.
struct LoadedState {
  std::unique_ptr<core::SalesState> sales;
  Seq from = 0;  // of the snapshot it was loaded from; 0: the whole log was replayed
};

// Loads the newest usable snapshot of `dir` and replays the log after it. A snapshot that is
// damaged, unknown or of another log is logged, and the next older one is tried.
Result<LoadedState> loaded_state(const store::Ledger& ledger, const std::string& dir,
                                 const core::Org& org, const core::Calendar& calendar);

}  // namespace dealbell::app
