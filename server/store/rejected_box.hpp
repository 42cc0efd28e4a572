#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Rejected events and deliveries; the newest are kept. Contracts: see Ledger.
class RejectedBox {
 public:
  explicit RejectedBox(Database& database);

  Result<> load();  // counts the rows; call once, before anything else

  Result<std::int64_t> put(std::span<const Rejected> rejected);
  Result<std::vector<Rejected>> page(std::int64_t before_id, std::int64_t limit,
                                     std::string_view source);
  Result<std::vector<Rejected>> waiting(std::string_view source, std::int64_t after_id);
  Result<Rejected> one(std::int64_t id);
  Result<> mark_replayed(std::int64_t id, Seq seq);
  std::int64_t count() const { return size_.rows; }

 private:
  struct Size {
    std::int64_t rows = 0;
    std::int64_t bytes = 0;  // of bodies and requests
  };

  Result<std::int64_t> insert(const Rejected& rejected, Size& size);
  Result<> drop_oldest(Size& size);

  Database& database_;
  Size size_;
  Statement insert_;
  Statement drop_oldest_;
  Statement page_;
  Statement page_of_source_;
  Statement waiting_;
  Statement one_;
  Statement mark_;
};

}  // namespace dealbell::store
