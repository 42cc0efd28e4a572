#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// POST /hooks/{source}: one delivery of a webhook. Answers 2xx once its events, or the delivery in
// the rejected box, are on disk.
Answer post_hook(ApiContext& api, const net::Request& request);

// GET /hooks/{source}: what some senders verify an address with. 200 without content if the source
// exists; nothing is recorded. 405 if the query contains more than the source's secret: a delivery
// by GET must not seem to have arrived.
Answer get_hook(ApiContext& api, const net::Request& request);

// OPTIONS /hooks/{source}: the handshake of CloudEvents webhooks.
Answer options_hook(ApiContext& api, const net::Request& request);

// Records a delivery that was answered before its body was read. Other requests are ignored.
void record_unread_hook(ApiContext& api, const net::Request& head, const net::Response& answer);

}  // namespace dealbell::app
