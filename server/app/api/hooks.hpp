#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// POST /hooks/{source}: one delivery of a webhook. Answers 2xx once its events, or the delivery in
// the rejected box, are on disk.
Answer post_hook(ApiContext& api, const net::Request& request);

// OPTIONS /hooks/{source}: the handshake of CloudEvents webhooks.
Answer options_hook(ApiContext& api, const net::Request& request);

// Records a delivery that was answered before its body was read. Other requests are ignored.
void record_unread_hook(ApiContext& api, const net::Request& head, const net::Response& answer);

}  // namespace dealbell::app
