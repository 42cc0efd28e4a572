#include "store/refused_table.hpp"

#include <algorithm>
#include <limits>

#include "base/utf8.hpp"

namespace dealbell::store {
namespace {

// Five days of the two a minute that the program records (see UnreadRequestLog), 2 MB.
constexpr std::int64_t refused_rows_max = 10'000;
constexpr std::int64_t refused_page_max = 1'000;
constexpr std::size_t refused_text_max = 1 << 10;

}  // namespace

RefusedTable::RefusedTable(Database& database)
    : database_(database),
      insert_(database,
              "INSERT INTO refused (at, source, code, message, bytes) VALUES (?, ?, ?, ?, ?)"),
      drop_old_(database, "DELETE FROM refused WHERE id <= (SELECT max(id) FROM refused) - ?"),
      page_(database,
            "SELECT id, at, source, code, message, bytes FROM refused WHERE id < ? "
            "ORDER BY id DESC LIMIT ?") {}

Result<> RefusedTable::put(const Refused& r) {
  const auto work = [&]() -> Result<> {
    auto inserted = insert_.run(to_ms(r.at), cut_utf8(r.source, refused_text_max),
                                cut_utf8(r.code, refused_text_max),
                                cut_utf8(r.message, refused_text_max), r.bytes);
    if (!inserted) return inserted;
    return drop_old_.run(refused_rows_max);
  };
  return database_.transact(work);
}

Result<std::vector<Refused>> RefusedTable::page(std::int64_t before_id, std::int64_t limit) {
  std::vector<Refused> rows;
  const auto take = [&](const Row& row) {
    auto& r = rows.emplace_back();
    r.id = row.integer(0);
    r.at = from_ms(row.integer(1));
    r.source = row.bytes(2);
    r.code = row.bytes(3);
    r.message = row.bytes(4);
    r.bytes = row.integer(5);
    return true;
  };
  const auto before = before_id > 0 ? before_id : std::numeric_limits<std::int64_t>::max();
  auto read = page_.query(take, before, std::clamp<std::int64_t>(limit, 0, refused_page_max));
  if (!read) return read.error();
  return rows;
}

}  // namespace dealbell::store
