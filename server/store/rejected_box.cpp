#include "store/rejected_box.hpp"

#include <algorithm>
#include <limits>

#include "base/log.hpp"
#include "base/utf8.hpp"

namespace dealbell::store {
namespace {

constexpr std::size_t max_body = 32 << 20;  // the limit of a body of our own events
constexpr std::size_t max_listed = 64 << 10;
constexpr std::size_t max_request = 64 << 10;  // four times the limit of a request's headers
constexpr std::size_t max_at_once = 16 << 20;
constexpr std::size_t max_text = 1 << 10;
constexpr std::int64_t max_page = 1'000;
// Decided rows are only there to be looked up.
constexpr RejectedShares::Held max_decided{10'000, 256 << 20};
// What a row takes besides body and request: its texts, its part of the indexes, half a page.
constexpr std::int64_t row_bytes = 1 << 10;

// The columns of rejected_of, in its order.
#define DEALBELL_REJECTED_COLUMNS                                                            \
  "id, at, source, code, message, pointer, bytes, hash, body, replayed_as, request, times, " \
  "last_at"

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
  r.times = row.integer(11);
  r.last_at = from_ms(row.integer(12));
  return r;
}

Error no_such_row(std::int64_t id) {
  return error(Errc::not_found, "there is no rejected event " + std::to_string(id));
}

std::string megabytes(std::int64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

// The steps at which a filling share is reported.
int warning_level(std::int64_t percent) {
  return percent >= 100 ? 3 : percent >= 80 ? 2 : percent >= 50 ? 1 : 0;
}

void warn_of_filling(const RejectedShares& before, const RejectedShares& after) {
  for (const auto& [source, held] : after.held()) {
    const auto percent = after.used_percent(source);
    if (warning_level(percent) <= warning_level(before.used_percent(source))) continue;
    log_warning("the rejected box: " + source + " has " + std::to_string(held.rows) +
                " items that nobody has decided about, " + std::to_string(percent) +
                " % of its share of " + megabytes(after.share_bytes()) +
                "; when it is full, what cannot be read of " + source +
                " is answered with 503: replay or dismiss them on /admin");
  }
}

}  // namespace

RejectedBox::RejectedBox(Database& database, std::int64_t bytes_max)
    : database_(database),
      totals_{RejectedShares(bytes_max)},
      repeat_(database,
              "UPDATE rejected SET times = times + ?, last_at = max(last_at, ?), code = ?, "
              "message = ?, pointer = ? WHERE id = (SELECT id FROM rejected INDEXED BY "
              "rejected_repeats WHERE source = ? AND repeat_key = ? AND replayed_as IS NULL "
              "LIMIT 1) RETURNING id"),
      insert_(database,
              "INSERT INTO rejected (at, source, code, message, pointer, bytes, hash, body, "
              "replayed_as, request, times, last_at, repeat_key, held) VALUES (?, ?, ?, ?, ?, ?, "
              "?, ?, NULL, ?, ?, ?, ?, ?) RETURNING id"),
      page_(database, "SELECT " DEALBELL_REJECTED_COLUMNS
                      " FROM rejected WHERE id < ? ORDER BY id DESC LIMIT ?"),
      page_of_source_(database, "SELECT " DEALBELL_REJECTED_COLUMNS
                                " FROM rejected WHERE source = ? AND id < ? "
                                "ORDER BY id DESC LIMIT ?"),
      waiting_(database, "SELECT " DEALBELL_REJECTED_COLUMNS
                         " FROM rejected WHERE source = ? AND replayed_as IS NULL AND id > ? "
                         "ORDER BY id LIMIT ?"),
      one_(database, "SELECT " DEALBELL_REJECTED_COLUMNS " FROM rejected WHERE id = ?"),
      held_by_(database, "SELECT source, held, replayed_as FROM rejected WHERE id = ?"),
      mark_(database, "UPDATE rejected SET replayed_as = ? WHERE id = ?"),
      alike_(database,
             "SELECT id, code, message, pointer FROM rejected WHERE source = ? AND "
             "replayed_as IS NULL AND id > ? AND id <= ? ORDER BY id LIMIT ?"),
      drop_decided_(database,
                    "DELETE FROM rejected WHERE id = (SELECT id FROM rejected INDEXED BY "
                    "rejected_decided WHERE replayed_as IS NOT NULL ORDER BY id LIMIT 1) "
                    "RETURNING held") {}

// Both sums read an index only, never the bodies.
Result<> RejectedBox::load() {
  Statement waiting{database_,
                    "SELECT source, count(*), sum(held) FROM rejected INDEXED BY rejected_repeats "
                    "WHERE replayed_as IS NULL GROUP BY source"};
  const auto take = [&](const Row& row) {
    totals_.shares.add(row.bytes(0), {row.integer(1), row.integer(2)});
    return true;
  };
  if (auto read = waiting.query(take); !read) return read;
  Statement decided{database_,
                    "SELECT count(*), coalesce(sum(held), 0) FROM rejected INDEXED BY "
                    "rejected_decided WHERE replayed_as IS NOT NULL"};
  const auto take_decided = [&](const Row& row) {
    totals_.decided = {row.integer(0), row.integer(1)};
    return false;
  };
  return decided.query(take_decided);
}

void RejectedBox::set_senders(std::vector<std::string> senders) {
  auto totals = totals_;
  totals.shares.set_senders(std::move(senders));
  accept(std::move(totals));
}

void RejectedBox::accept(Totals totals) {
  warn_of_filling(totals_.shares, totals.shares);
  totals_ = std::move(totals);
}

Result<std::int64_t> RejectedBox::put(std::span<const Rejected> rejected, Room room) {
  auto totals = totals_;
  std::int64_t id = 0;
  const auto work = [&]() -> Result<> {
    for (const auto& r : rejected) {
      const auto repeat_key = r.repeat_key.empty() ? r.hash : r.repeat_key;
      auto placed = repeat_key.empty() ? std::int64_t{0} : count_repeat(r, repeat_key);
      if (placed && *placed == 0) {
        placed = add(r, totals);
        if (placed && room == Room::of_the_source && totals.shares.exceeds(r.source))
          return full(r.source, totals.shares);
      }
      if (!placed) return placed.error();
      id = *placed;
    }
    return {};
  };
  if (auto stored = database_.transact(work); !stored) return stored.error();
  accept(std::move(totals));
  return id;
}

// Logged once, and again only after something of the source was decided.
Error RejectedBox::full(const std::string& source, const RejectedShares& shares) {
  const auto share = megabytes(shares.share_bytes());
  if (reported_full_.insert(source).second)
    log_error("the rejected box: " + source + " has filled its share of " + share +
              "; what cannot be read of it is refused with 503 until somebody decides on /admin");
  return error(Errc::rejected_box_full,
               "what was rejected of " + source + " before fills its share of the rejected box (" +
                   share + "): send this again after somebody has replayed or dismissed it");
}

// The id of the waiting row; 0: there is none. The newest reason is the one that a person needs.
Result<std::int64_t> RejectedBox::count_repeat(const Rejected& r, std::string_view repeat_key) {
  std::int64_t id = 0;
  const auto take = [&](const Row& row) {
    id = row.integer(0);
    return true;
  };
  auto counted = repeat_.query(take, r.times, to_ms(r.at), cut_utf8(r.code, max_text),
                               cut_utf8(r.message, max_text), cut_utf8(r.pointer, max_text),
                               cut_utf8(r.source, max_text), repeat_key);
  if (!counted) return counted.error();
  return id;
}

Result<std::int64_t> RejectedBox::add(const Rejected& r, Totals& totals) {
  const auto source = cut_utf8(r.source, max_text);
  const auto body = cut_utf8(r.body, max_body);
  const Blob request{r.request.size() <= max_request ? r.request : std::string_view{}};
  const auto held = static_cast<std::int64_t>(body.size() + request.bytes.size()) + row_bytes;
  std::int64_t id = 0;
  const auto take = [&](const Row& row) {
    id = row.integer(0);
    return true;
  };
  auto inserted = insert_.query(
      take, to_ms(r.at), source, cut_utf8(r.code, max_text), cut_utf8(r.message, max_text),
      cut_utf8(r.pointer, max_text), r.bytes, cut_utf8(r.hash, max_text), Blob{body}, request,
      r.times, to_ms(r.at), std::string_view(r.repeat_key.empty() ? r.hash : r.repeat_key), held);
  if (!inserted) return inserted.error();
  totals.shares.add(source, {1, held});
  return id;
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
  auto totals = totals_;
  const auto work = [&]() -> Result<> {
    const auto found = decide(id, seq, totals);
    if (!found) return found.error();
    if (!*found) return no_such_row(id);
    return drop_old_decided(totals);
  };
  if (auto marked = database_.transact(work); !marked) return marked;
  accept(std::move(totals));
  return {};
}

// False when there is no such row.
Result<bool> RejectedBox::decide(std::int64_t id, Seq seq, Totals& totals) {
  bool found = false;
  const auto move = [&](const Row& row) {
    found = true;
    if (row.optional_integer(2)) return false;  // decided before
    const auto source = row.bytes(0);
    const auto held = row.integer(1);
    totals.shares.add(source, {-1, -held});
    totals.decided.rows += 1;
    totals.decided.bytes += held;
    if (const auto reported = reported_full_.find(source); reported != reported_full_.end())
      reported_full_.erase(reported);
    return false;
  };
  if (auto read = held_by_.query(move, id); !read) return read.error();
  if (auto marked = mark_.run(seq, id); !marked) return marked.error();
  return found;
}

Result<> RejectedBox::drop_old_decided(Totals& totals) {
  while (totals.decided.rows > max_decided.rows || totals.decided.bytes > max_decided.bytes) {
    const auto subtract = [&](const Row& row) {
      totals.decided.rows -= 1;
      totals.decided.bytes -= row.integer(0);
      return true;
    };
    if (auto dropped = drop_decided_.query(subtract); !dropped) return dropped;
  }
  return {};
}

Result<Dismissed> RejectedBox::dismiss(std::string_view source, const std::optional<Reason>& reason,
                                       std::int64_t after_id, std::int64_t up_to) {
  auto totals = totals_;
  std::vector<std::int64_t> ids;
  std::int64_t looked_at = 0, last = 0;
  const auto take = [&](const Row& row) {
    ++looked_at;
    last = row.integer(0);
    const bool alike =
        !reason || (row.bytes(1) == reason->code && row.bytes(2) == reason->message &&
                    row.bytes(3) == reason->pointer);
    if (alike) ids.push_back(last);
    return true;
  };
  const auto work = [&]() -> Result<> {
    if (auto read = alike_.query(take, source, after_id, up_to, max_page); !read) return read;
    for (const auto id : ids)
      if (auto decided = decide(id, 0, totals); !decided) return decided.error();
    return drop_old_decided(totals);
  };
  if (auto done = database_.transact(work); !done) return done.error();
  accept(std::move(totals));
  return Dismissed{static_cast<std::int64_t>(ids.size()), looked_at == max_page ? last : 0};
}

RejectedFill RejectedBox::fill() const {
  RejectedFill fill;
  fill.rows = totals_.decided.rows;
  fill.share_bytes = totals_.shares.share_bytes();
  for (const auto& [source, held] : totals_.shares.held()) {
    fill.rows += held.rows;
    fill.waiting.push_back({source, held.rows, held.bytes});
  }
  return fill;
}

}  // namespace dealbell::store
