#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "app/office/office.hpp"
#include "app/webhooks/sources.hpp"
#include "store/delivery_log.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// The outcome of one delivery.
struct DeliveryResult {
  DeliveryOutcome outcome = DeliveryOutcome::ignored;
  wire::Receipt receipt;  // indexes of `rejected` are items of the delivery
  std::size_t ignored = 0;
  std::string detail;                   // why the first item was rejected, else ignored
  std::vector<std::int64_t> sequences;  // the sender's own numbers, if it has any
};

// What to do with an id that the ledger has with another body. It is a mistake of the sender or the
// mapping; in a replay it is an event that was accepted before the mapping was corrected.
enum class ReusedId { is_rejected, counts_as_duplicate };

// Maps an authenticated delivery and submits its events. Items that cannot be mapped are only in
// the result: keeping them is up to the caller. Errors as Office::submit_events; the delivery must
// then be sent again.
boost::asio::awaitable<Result<DeliveryResult>> process_delivery(
    Office& office, const Source& source, const intake::Delivery& delivery, Instant received_at,
    ReusedId reused = ReusedId::is_rejected);

// The row for the rejected box, with secrets redacted. For a result with at least one rejected
// item.
store::Rejected rejected_delivery(const Source& source, const intake::Delivery& delivery,
                                  const DeliveryResult& result, Instant received_at);

}  // namespace dealbell::app
