#pragma once

#include "app/api/context.hpp"
#include "app/webhooks/delivery_processor.hpp"

namespace dealbell::app {

// Submits a rejected webhook again through its source's present mapping, with the time at which it
// was received. It was authenticated when it arrived, so that is not repeated. Marks the row as
// replayed when nothing was rejected and its seq is known. Errc::conflict: its source is no longer
// configured; else the errors of process_delivery.
boost::asio::awaitable<Result<DeliveryResult>> replay_delivery(ApiContext& api,
                                                               const store::Rejected& row);

// Marks a row of the rejected box as done under this seq; 0: dismissed.
boost::asio::awaitable<Result<>> mark_replayed(ApiContext& api, std::int64_t row_id, Seq seq);

// Errc::conflict.
Error source_not_configured(const std::string& id);

}  // namespace dealbell::app
