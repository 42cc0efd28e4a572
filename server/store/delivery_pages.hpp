#pragma once

#include <vector>

#include "store/delivery_log.hpp"
#include "store/statement.hpp"

namespace dealbell::store {

class Database;

// Reads the delivery log. Contracts: see DeliveryLog.
class DeliveryPages {
 public:
  explicit DeliveryPages(Database& database);

  Result<std::vector<LoggedDelivery>> page(const DeliveryLog::Query& query);
  Result<LoggedDelivery> one(std::int64_t id);
  Result<std::vector<DeliveryHour>> hours(Instant since);

 private:
  Statement all_;
  Statement of_source_;
  Statement of_outcome_;
  Statement of_both_;
  Statement one_;
  Statement content_;
  Statement hours_;
};

}  // namespace dealbell::store
