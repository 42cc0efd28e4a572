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

// Maps an authenticated delivery and submits its events. When some items cannot be mapped, the
// whole delivery, without secrets, is put into the rejected box before any event is submitted; not
// in a replay, where an id that the ledger has with another body is an event that was accepted
// before the mapping was corrected. Errors as Office::keep_rejected and submit_events; the delivery
// must then be sent again.
boost::asio::awaitable<Result<DeliveryResult>> process_delivery(Office& office,
                                                                const Source& source,
                                                                const intake::Delivery& delivery,
                                                                Instant received_at,
                                                                Arrival arrival = Arrival::first);

}  // namespace dealbell::app
