#pragma once

#include <functional>
#include <vector>

#include "app/office/office.hpp"
#include "redis/node_copy.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {

// An office as one node's copy of a shared log: its ledger is the copy and the inbox, its floor
// counts what is followed. On the shared log's loop.
class LedgerReplica final : public redis::NodeCopy {
 public:
  // Called for every token that was made or revoked, here or elsewhere.
  using OnChange = std::function<void(const wire::OfficeChange&)>;
  // `at` is where the office's ledger is now. The office outlives the copy.
  LedgerReplica(Office& office, const ChainedPosition& at, OnChange on_change);

  ChainedPosition position() const override { return position_; }
  Answer<std::string> chain_at(Seq seq) override;
  Answer<std::vector<redis::LogRecord>> read(Seq seq) override;
  Answer<std::vector<Waiting>> waiting(std::int64_t after) override;
  // Errc::corrupt when an event does not read, as one of a newer program may.
  Answer<> follow(std::vector<redis::LogEntry> entries) override;
  Answer<> roll_back(LogNumber log, Seq seq) override;

 private:
  Office& office_;
  ChainedPosition position_;
  OnChange on_change_;
};

}  // namespace dealbell::app
