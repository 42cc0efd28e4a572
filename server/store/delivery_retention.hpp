#pragma once

#include "store/delivery_log.hpp"
#include "store/statement.hpp"

namespace dealbell::store {

class Database;

// Deletes from the delivery log: rows by age and number, contents by size, hours after a year.
class DeliveryRetention {
 public:
  DeliveryRetention(Database& database, const DeliveryLogOptions& options);

  struct Total {
    std::int64_t deliveries = 0;
    std::int64_t content_bytes = 0;
  };
  Result<> load();  // once, before anything else
  const Total& total() const { return total_; }
  // Call store() inside the transaction that changes the rows, and keep() after its commit.
  Result<> store(const Total& total);
  void keep(const Total& total) { total_ = total; }

  // As DeliveryLog::prune.
  Result<bool> prune(Instant now);

 private:
  Result<bool> prune_deliveries(Total& total, Instant now);
  Result<bool> prune_strangers(Total& total);
  Result<bool> prune_contents(Total& total);
  Result<std::int64_t> last_id_to_drop(const Total& total, Instant now);
  Result<> drop_contents(Total& total, std::int64_t up_to);
  Result<bool> prune_hour(Instant now);

  Database& database_;
  DeliveryLogOptions options_;
  Total total_;
  Statement oldest_;
  Statement drop_strangers_;
  Statement drop_deliveries_;
  Statement oldest_contents_;
  Statement drop_contents_;
  Statement drop_hour_;
  Statement store_;
};

}  // namespace dealbell::store
