#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/delivery_outcome.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::store {

// One webhook request, whatever its outcome. Secrets are already removed.
struct LoggedDelivery {
  std::int64_t id = 0;  // assigned by the log; never reused
  Instant at;
  std::string source;
  DeliveryOutcome outcome = DeliveryOutcome::accepted;
  int status = 200;  // of our HTTP response
  std::int64_t latency_us = 0;
  int events = 0;          // mapped from it, including duplicates
  std::string detail;      // why it was ignored, rejected or refused; at most 1 KiB
  std::string request;     // method, target and headers, as JSON; deleted with the body
  std::int64_t bytes = 0;  // of the body as received
  std::string body;        // empty if it was not stored or has been deleted
};

// How many deliveries of a source had an outcome within one hour (UTC).
struct DeliveryHour {
  Instant hour;  // its start
  std::string source;
  DeliveryOutcome outcome = DeliveryOutcome::accepted;
  std::int64_t count = 0;
};

struct DeliveryLogOptions {
  std::chrono::days keep{30};  // of requests, bodies and rows
  // Of all requests and bodies; the oldest are deleted first, their rows stay. Freed space is
  // reused; the file itself does not shrink.
  std::int64_t content_bytes_max = 1 << 30;
  // The oldest are deleted first, but unauthorized ones before all others, as long as they are more
  // than a twentieth.
  std::int64_t rows_max = 2'000'000;
};

// The delivery log, DIR/deliveries.db: a file of its own, so that neither writing to it nor pruning
// it delays a commit of the ledger. Not synced at every commit: a power cut may lose its last
// seconds, but no events and nothing in the rejected box. Blocking; one thread at a time; the
// ledger's lock on DIR protects this file, too.
//
// It is less important than the ledger: open() renames a file that it cannot use to
// deliveries.db.aside (replacing an earlier one), logs this and starts a new one. Errc::conflict if
// another process has the file open. After an error other than Errc::cannot_store (disk full) every
// call fails; call open() again.
class DeliveryLog {
 public:
  static Result<DeliveryLog> open(const std::string& dir, const DeliveryLogOptions& options);
  // The same without trying the present file: for damage that was found only by a later read.
  static Result<DeliveryLog> start_over(const std::string& dir, const DeliveryLogOptions& options,
                                        const Error& why);
  DeliveryLog(DeliveryLog&&) noexcept;
  DeliveryLog& operator=(DeliveryLog&&) noexcept;
  ~DeliveryLog();

  // In one transaction, in order; on failure none is added.
  Result<> append(std::span<const LoggedDelivery> deliveries);
  // Deletes part of what exceeds the limits: at most 500 rows or 16 MB, some milliseconds. True
  // when there is more to delete.
  Result<bool> prune(Instant now);

  // Newest first, without request and body; before_id 0 starts at the newest; at most 1,000 rows.
  struct Query {
    std::string source{};                      // empty: all
    std::optional<DeliveryOutcome> outcome{};  // absent: all
    std::int64_t before_id = 0;
    int limit = 100;
  };
  Result<std::vector<LoggedDelivery>> page(const Query& query) const;
  Result<LoggedDelivery> one(std::int64_t id) const;  // with its body; Errc::not_found
  // The hours from `since` on, oldest first; they are kept for a year.
  Result<std::vector<DeliveryHour>> hours(Instant since) const;

  std::int64_t file_bytes() const;  // with its WAL; 0 if that cannot be determined

 private:
  struct Impl;
  explicit DeliveryLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::store
