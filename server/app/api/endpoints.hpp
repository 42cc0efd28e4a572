#pragma once

#include <boost/asio/awaitable.hpp>

#include "app/api/context.hpp"
#include "net/http/http.hpp"

// One function per endpoint. They run on the shard that owns the connection; the request lives in
// the session's frame until they end.
namespace dealbell::app {

using Answer = boost::asio::awaitable<net::Response>;

// events.cpp
Answer post_events(ApiContext& services, const net::Request& request);
Answer get_receipt(ApiContext& services, const net::Request& request);
// 422 for a request of which nothing could be taken; its list says why, each.
net::Response receipt_response(const wire::Receipt& receipt);
// rejected.cpp
Answer get_rejected(ApiContext& services, const net::Request& request);
Answer replay_rejected(ApiContext& services, const net::Request& request);
Answer dismiss_rejected(ApiContext& services, const net::Request& request);
Answer try_rejected(ApiContext& services, const net::Request& request);
// hooks.cpp
Answer post_hook(ApiContext& services, const net::Request& request);
Answer options_hook(ApiContext& services, const net::Request& request);
// One that was answered before its body was read leaves a trace as well.
void note_unread_hook(ApiContext& services, const net::Request& head, const net::Response& answer);
// source_replay.cpp
Answer replay_source(ApiContext& services, const net::Request& request);
Answer try_source(ApiContext& services, const net::Request& request);
// questions.cpp
Answer get_kpis(ApiContext& services, const net::Request& request);
Answer get_explain(ApiContext& services, const net::Request& request);
Answer get_deals(ApiContext& services, const net::Request& request);
Answer get_needs_mapping(ApiContext& services, const net::Request& request);
Answer get_boards(ApiContext& services, const net::Request& request);
Answer get_board(ApiContext& services, const net::Request& request);
// office_document.cpp
Answer get_org(ApiContext& services, const net::Request& request);
Answer put_org(ApiContext& services, const net::Request& request);
// deliveries.cpp
Answer get_deliveries(ApiContext& services, const net::Request& request);
Answer get_delivery(ApiContext& services, const net::Request& request);
// watching.cpp
Answer get_sources(ApiContext& services, const net::Request& request);
Answer get_metrics(ApiContext& services, const net::Request& request);
// redis_state.cpp
Answer get_redis(ApiContext& services, const net::Request& request);
// site.cpp
Answer post_login(ApiContext& services, const net::Request& request);
Answer get_health(ApiContext& services, const net::Request& request);
Answer get_ready(ApiContext& services, const net::Request& request);
Answer serve_page(ApiContext& services, const char* file, const net::Request& request);

net::Response json_response(std::string json);

}  // namespace dealbell::app
