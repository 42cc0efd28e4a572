#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/office/office.hpp"
#include "app/webhooks/sources.hpp"
#include "net/http/http.hpp"
#include "store/delivery_log.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// What became of one webhook.
struct DeliveryResult {
  DeliveryOutcome outcome = DeliveryOutcome::ignored;
  wire::Receipt receipt;  // `rejected` by item of the delivery
  std::size_t ignored = 0;
  std::string detail;                   // the first reason why something was left out
  std::vector<std::int64_t> sequences;  // the sender's own numbers, where it has them
};

intake::Delivery delivery_of(const net::Request& request);

// What an id means that the ledger has with other content: a mistake of the sender or the mapping,
// or, in a replay, what was taken before the mapping was corrected.
enum class Reused { refused, taken };

// Maps a delivery that has proven itself and takes its events. What cannot be mapped is only told:
// the caller keeps it. Errc::cannot_store and Errc::draining as Office::take_events; then whatever
// was not taken must be sent again.
boost::asio::awaitable<Result<DeliveryResult>> process_delivery(Office& office,
                                                                const Source& source,
                                                                const intake::Delivery& delivery,
                                                                Instant now,
                                                                Reused reused = Reused::refused);

// The delivery for the rejected box, without anything that proves it.
store::Rejected rejected(const Source& source, const intake::Delivery& delivery,
                         const DeliveryResult& heard, Instant now);

struct ApiContext;
// Takes a row of the rejected box again through its source's mapping, as of when it came; it has
// proven itself then. Marks it when nothing of it is left. Errc::conflict: its source is gone.
boost::asio::awaitable<Result<DeliveryResult>> replay(ApiContext& services,
                                                      const store::Rejected& row);

}  // namespace dealbell::app
