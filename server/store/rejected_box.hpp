#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"
#include "store/rejected_shares.hpp"

namespace dealbell::store {

// Rejected events and deliveries. What waits for a decision is never deleted, only refused when a
// source has filled its share; of what is decided the newest rows are kept. Contracts: see Ledger.
class RejectedBox {
 public:
  RejectedBox(Database& database, std::int64_t bytes_max);

  Result<> load();  // counts the rows; call once, before anything else
  void set_senders(std::vector<std::string> senders);

  Result<std::int64_t> put(std::span<const Rejected> rejected, Room room);
  Result<std::vector<Rejected>> page(std::int64_t before_id, std::int64_t limit,
                                     std::string_view source);
  Result<std::vector<Rejected>> waiting(std::string_view source, std::int64_t after_id);
  Result<Rejected> one(std::int64_t id);
  Result<> mark_replayed(std::int64_t id, Seq seq);
  Result<Dismissed> dismiss(std::string_view source, const std::optional<Reason>& reason,
                            std::int64_t after_id, std::int64_t up_to);
  RejectedFill fill() const;

 private:
  // In memory, as of the last commit.
  struct Totals {
    RejectedShares shares;  // of what waits
    RejectedShares::Held decided{};
  };

  Result<std::int64_t> add(const Rejected& rejected, Totals& totals);
  Result<std::int64_t> count_repeat(const Rejected& rejected, std::string_view repeat_key);
  Result<bool> decide(std::int64_t id, Seq seq, Totals& totals);
  Result<> drop_old_decided(Totals& totals);
  Error full(const std::string& source, const RejectedShares& shares);
  void accept(Totals totals);

  Database& database_;
  Totals totals_;
  std::set<std::string, std::less<>> reported_full_;  // until something of theirs is decided
  Statement repeat_;
  Statement insert_;
  Statement page_;
  Statement page_of_source_;
  Statement waiting_;
  Statement one_;
  Statement held_by_;
  Statement mark_;
  Statement alike_;
  Statement drop_decided_;
};

}  // namespace dealbell::store
