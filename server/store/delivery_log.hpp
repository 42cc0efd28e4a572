#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::store {

enum class DeliveryOutcome { accepted, duplicate, ignored, rejected, unauthorized, refused };
inline constexpr int delivery_outcomes = 6;
std::string_view word_of(DeliveryOutcome outcome);
std::optional<DeliveryOutcome> delivery_outcome(std::string_view word);

// One webhook that came, whatever became of it. Secrets are already taken out.
struct LoggedDelivery {
  std::int64_t id = 0;  // given by the log; never used twice
  Instant at;
  std::string source;
  DeliveryOutcome outcome = DeliveryOutcome::accepted;
  int status = 200;  // what the sender was told
  std::int64_t latency_us = 0;
  int events = 0;          // taken from it, repeats among them
  std::string detail;      // why it was ignored, rejected or refused; at most 1 KiB
  std::string request;     // method, target and headers, as JSON; goes when the body goes
  std::int64_t bytes = 0;  // of the body
  std::string body;        // empty when it was not kept or its time is over
};

// How many deliveries of a source ended in what way, hour by hour (UTC, by the start of the hour).
struct DeliveryHour {
  Instant hour;
  std::string source;
  DeliveryOutcome outcome = DeliveryOutcome::accepted;
  std::int64_t count = 0;
};

struct DeliveryLogOptions {
  std::chrono::days keep{30};  // requests, bodies and rows
  // Of all requests and bodies; the oldest go first, their rows stay. Freed space of the file is
  // used again, the file itself does not shrink.
  std::int64_t content_bytes_max = 1 << 30;
  std::int64_t rows_max = 2'000'000;
};

// The delivery log, DIR/deliveries.db: a file of its own, so that neither writing nor forgetting
// ever holds up a commit of the ledger. Not synced at every commit: after a power cut its last
// seconds may be missing, events and the rejected box are not. Blocking; one thread at a time; the
// ledger's lock on DIR is this file's, too.
//
// It is a convenience, the ledger is the truth: open() sets a file it cannot use aside (as
// deliveries.db.aside, in place of an earlier one), says so in the log and begins a new one; one
// that another process has open is Errc::conflict. After
// an error that is not Errc::cannot_store (disk full) every call fails; open() it anew then.
class DeliveryLog {
 public:
  static Result<DeliveryLog> open(const std::string& dir, const DeliveryLogOptions& options);
  // The same, whatever is there: for a file whose damage showed only when it was read.
  static Result<DeliveryLog> start_over(const std::string& dir, const DeliveryLogOptions& options,
                                        const Error& why);
  DeliveryLog(DeliveryLog&&) noexcept;
  DeliveryLog& operator=(DeliveryLog&&) noexcept;
  ~DeliveryLog();

  // In one transaction, in order; on failure none of them is in it.
  Result<> append(std::span<const LoggedDelivery> deliveries);
  // Drops what is too old or too much, a piece of it: at most 500 rows or 16 MB, some
  // milliseconds. True when there is more.
  Result<bool> forget(Instant now);

  // Newest first, without request and body; before_id 0 starts at the newest; at most 1,000 rows.
  struct Wanted {
    std::string source{};                      // empty: of all
    std::optional<DeliveryOutcome> outcome{};  // absent: any
    std::int64_t before_id = 0;
    int limit = 100;
  };
  Result<std::vector<LoggedDelivery>> page(const Wanted& wanted) const;
  Result<LoggedDelivery> one(std::int64_t id) const;  // with its body; Errc::not_found
  // Hours from `since` on, oldest first; they are kept for a year.
  Result<std::vector<DeliveryHour>> hours(Instant since) const;

  std::int64_t file_bytes() const;  // with its WAL; 0 when that cannot be found out

 private:
  struct Impl;
  explicit DeliveryLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::store
