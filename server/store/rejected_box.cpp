#include "store/rejected_box.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "base/utf8.hpp"

namespace dealbell::store {
namespace {

constexpr std::int64_t max_rows = 10'000;  // what a person can still review
constexpr std::int64_t max_bytes = 256 << 20;
constexpr std::size_t max_body = 1 << 20;  // the limit of a webhook's body
constexpr std::size_t max_listed = 64 << 10;
constexpr std::size_t max_request = 64 << 10;  // four times the limit of a request's headers
constexpr std::size_t max_at_once = 16 << 20;
constexpr std::size_t max_text = 1 << 10;
constexpr std::int64_t max_page = 1'000;

// SELECT * is the order of the columns in schema.cpp.
Rejected rejected_of(const Row& row) {
  Rejected r;
  r.id = row.integer(0);
  r.at = from_ms(row.integer(1));
  r.source = row.bytes(2);
  r.code = row.bytes(3);
  r.message = row.bytes(4);
  r.pointer = row.bytes(5);
  r.bytes = row.integer(6);
  r.hash = row.bytes(7);
  r.body = row.bytes(8);
  if (const auto seq = row.optional_integer(9)) r.replayed_as = static_cast<Seq>(*seq);
  r.request = row.bytes(10);
  return r;
}

std::optional<std::int64_t> signed_of(const std::optional<Seq>& seq) {
  if (!seq) return std::nullopt;
  return static_cast<std::int64_t>(*seq);
}

Error no_such_row(std::int64_t id) {
  return error(Errc::not_found, "there is no rejected event " + std::to_string(id));
}

}  // namespace

RejectedBox::RejectedBox(Database& database)
    : database_(database),
      insert_(database,
              "INSERT INTO rejected (at, source, code, message, pointer, bytes, hash, body, "
              "replayed_as, request) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
      drop_oldest_(database,
                   "DELETE FROM rejected WHERE id = (SELECT min(id) FROM rejected) "
                   "RETURNING length(body) + length(request)"),
      page_(database, "SELECT * FROM rejected WHERE id < ? ORDER BY id DESC LIMIT ?"),
      page_of_source_(
          database, "SELECT * FROM rejected WHERE source = ? AND id < ? ORDER BY id DESC LIMIT ?"),
      waiting_(database,
               "SELECT * FROM rejected WHERE source = ? AND replayed_as IS NULL AND id > ? "
               "ORDER BY id LIMIT ?"),
      one_(database, "SELECT * FROM rejected WHERE id = ?"),
      mark_(database, "UPDATE rejected SET replayed_as = ? WHERE id = ? RETURNING id") {}

Result<> RejectedBox::load() {
  Statement sum{database_,
                "SELECT count(*), coalesce(sum(length(body) + length(request)), 0) "
                "FROM rejected"};
  const auto take = [&](const Row& row) {
    size_ = {row.integer(0), row.integer(1)};
    return false;
  };
  return sum.query(take);
}

Result<std::int64_t> RejectedBox::put(std::span<const Rejected> rejected) {
  auto size = size_;
  std::int64_t id = 0;
  const auto work = [&]() -> Result<> {
    for (const auto& r : rejected) {
      auto inserted = insert(r, size);
      if (!inserted) return inserted.error();
      id = *inserted;
      while (size.rows > max_rows || size.bytes > max_bytes)
        if (auto dropped = drop_oldest(size); !dropped) return dropped;
    }
    return {};
  };
  if (auto stored = database_.transact(work); !stored) return stored.error();
  size_ = size;
  return id;
}

Result<std::int64_t> RejectedBox::insert(const Rejected& r, Size& size) {
  const auto body = cut_utf8(r.body, max_body);
  const Blob request{r.request.size() <= max_request ? r.request : std::string_view{}};
  std::int64_t id = 0;
  const auto take = [&](const Row& row) {
    id = row.integer(0);
    return true;
  };
  auto inserted =
      insert_.query(take, to_ms(r.at), cut_utf8(r.source, max_text), cut_utf8(r.code, max_text),
                    cut_utf8(r.message, max_text), cut_utf8(r.pointer, max_text), r.bytes,
                    cut_utf8(r.hash, max_text), Blob{body}, signed_of(r.replayed_as), request);
  if (!inserted) return inserted.error();
  ++size.rows;
  size.bytes += static_cast<std::int64_t>(body.size() + request.bytes.size());
  return id;
}

Result<> RejectedBox::drop_oldest(Size& size) {
  const auto subtract = [&](const Row& row) {
    --size.rows;
    size.bytes -= row.integer(0);
    return true;
  };
  return drop_oldest_.query(subtract);
}

Result<std::vector<Rejected>> RejectedBox::page(std::int64_t before_id, std::int64_t limit,
                                                std::string_view source) {
  std::vector<Rejected> rows;
  const auto take = [&](const Row& row) {
    auto& r = rows.emplace_back(rejected_of(row));
    r.body = cut_utf8(r.body, max_listed);
    return true;
  };
  const auto before = before_id > 0 ? before_id : std::numeric_limits<std::int64_t>::max();
  const auto at_most = std::clamp<std::int64_t>(limit, 0, max_page);
  const auto read = source.empty() ? page_.query(take, before, at_most)
                                   : page_of_source_.query(take, source, before, at_most);
  if (!read) return read.error();
  return rows;
}

Result<std::vector<Rejected>> RejectedBox::waiting(std::string_view source, std::int64_t after_id) {
  std::vector<Rejected> rows;
  std::size_t bytes = 0;
  const auto take = [&](const Row& row) {
    const auto& r = rows.emplace_back(rejected_of(row));
    bytes += r.body.size() + r.request.size();
    return bytes < max_at_once;
  };
  if (auto read = waiting_.query(take, source, after_id, max_page); !read) return read.error();
  return rows;
}

Result<Rejected> RejectedBox::one(std::int64_t id) {
  std::optional<Rejected> found;
  const auto take = [&](const Row& row) {
    found = rejected_of(row);
    return false;
  };
  if (auto read = one_.query(take, id); !read) return read.error();
  if (!found) return no_such_row(id);
  return *found;
}

Result<> RejectedBox::mark_replayed(std::int64_t id, Seq seq) {
  bool found = false;
  const auto take = [&](const Row&) { return found = true; };
  const auto work = [&] { return mark_.query(take, seq, id); };
  if (auto marked = database_.transact(work); !marked) return marked;
  if (!found) return no_such_row(id);
  return {};
}

}  // namespace dealbell::store
