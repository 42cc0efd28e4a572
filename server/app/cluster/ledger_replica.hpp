#pragma once

#include <functional>
#include <vector>

#include "app/office/office.hpp"
#include "redis/node_copy.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {

// An office as one node's copy of a shared log: its ledger is the copy and has the inbox, and its
// sales state counts what the log has. Used on the shared log's loop.
class LedgerReplica final : public redis::NodeCopy {
 public:
  // Called for every token that this node or another has created or revoked.
  using OnChange = std::function<void(const wire::OfficeChange&)>;
  // `position` is that of the office's ledger. The office outlives the replica.
  LedgerReplica(Office& office, const ChainedPosition& position, OnChange on_token_change);

  ChainedPosition position() const override { return position_; }
  Answer<std::string> chain_at(Seq seq) override;
  Answer<std::vector<redis::LogRecord>> read(Seq seq) override;
  Answer<std::vector<Waiting>> waiting(std::int64_t after) override;
  // Errc::corrupt when an event cannot be read: a newer program may have written it.
  Answer<> follow(std::vector<redis::LogEntry> entries) override;
  Answer<> roll_back(LogNumber log, Seq seq) override;

 private:
  Office& office_;
  ChainedPosition position_;
  OnChange on_token_change_;
};

}  // namespace dealbell::app
