#include "store/delivery_pages.hpp"

#include <algorithm>
#include <limits>

#include "store/database.hpp"

namespace dealbell::store {
namespace {

constexpr std::int64_t page_max = 1'000;

// Another version of the program may have written a number that is unknown here.
DeliveryOutcome outcome_of(std::int64_t number) {
  return number >= 0 && number < delivery_outcomes ? static_cast<DeliveryOutcome>(number)
                                                   : DeliveryOutcome::refused;
}

// SELECT * is the order of the columns in delivery_schema.cpp.
LoggedDelivery delivery_of(const Row& row) {
  LoggedDelivery d;
  d.id = row.integer(0);
  d.at = from_ms(row.integer(1));
  d.source = row.bytes(2);
  d.outcome = outcome_of(row.integer(3));
  d.status = static_cast<int>(row.integer(4));
  d.latency_us = row.integer(5);
  d.events = static_cast<int>(row.integer(6));
  d.bytes = row.integer(7);
  d.detail = row.bytes(8);
  return d;
}

}  // namespace

DeliveryPages::DeliveryPages(Database& database)
    : all_(database, "SELECT * FROM delivery WHERE id < ? ORDER BY id DESC LIMIT ?"),
      of_source_(database,
                 "SELECT * FROM delivery WHERE source = ? AND id < ? ORDER BY id DESC LIMIT ?"),
      of_outcome_(database,
                  "SELECT * FROM delivery WHERE outcome = ? AND id < ? ORDER BY id DESC LIMIT ?"),
      of_both_(database,
               "SELECT * FROM delivery WHERE source = ? AND outcome = ? AND id < ? "
               "ORDER BY id DESC LIMIT ?"),
      one_(database, "SELECT * FROM delivery WHERE id = ?"),
      content_(database, "SELECT request, body FROM content WHERE id = ?"),
      hours_(database,
             "SELECT start, source, outcome, count FROM hour WHERE start >= ? "
             "ORDER BY start, source, outcome") {}

Result<std::vector<LoggedDelivery>> DeliveryPages::page(const DeliveryLog::Query& query) {
  std::vector<LoggedDelivery> rows;
  const auto take = [&](const Row& row) {
    rows.push_back(delivery_of(row));
    return true;
  };
  const auto before =
      query.before_id > 0 ? query.before_id : std::numeric_limits<std::int64_t>::max();
  const auto limit = std::clamp<std::int64_t>(query.limit, 0, page_max);
  const std::string_view source = query.source;
  const auto outcome = static_cast<std::int64_t>(query.outcome.value_or(DeliveryOutcome{}));
  const auto read = [&] {
    if (query.outcome && !source.empty())
      return of_both_.query(take, source, outcome, before, limit);
    if (query.outcome) return of_outcome_.query(take, outcome, before, limit);
    if (!source.empty()) return of_source_.query(take, source, before, limit);
    return all_.query(take, before, limit);
  }();
  if (!read) return read.error();
  return rows;
}

Result<LoggedDelivery> DeliveryPages::one(std::int64_t id) {
  std::optional<LoggedDelivery> found;
  const auto take = [&](const Row& row) {
    found = delivery_of(row);
    return false;
  };
  if (auto read = one_.query(take, id); !read) return read.error();
  if (!found) return error(Errc::not_found, "there is no delivery " + std::to_string(id));
  const auto take_content = [&](const Row& row) {
    found->request = row.bytes(0);
    found->body = row.bytes(1);
    return false;
  };
  if (auto read = content_.query(take_content, id); !read) return read.error();
  return *found;
}

Result<std::vector<DeliveryHour>> DeliveryPages::hours(Instant since) {
  std::vector<DeliveryHour> hours;
  const auto take = [&](const Row& row) {
    hours.push_back({from_ms(row.integer(0)), std::string(row.bytes(1)), outcome_of(row.integer(2)),
                     row.integer(3)});
    return true;
  };
  if (auto read = hours_.query(take, to_ms(since)); !read) return read.error();
  return hours;
}

}  // namespace dealbell::store
