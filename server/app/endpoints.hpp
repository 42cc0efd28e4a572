#pragma once

#include <boost/asio/awaitable.hpp>

#include "app/handlers.hpp"
#include "net/http.hpp"

// One function per endpoint. They run on the shard that owns the connection; the request lives in
// the session's frame until they end.
namespace dealbell::app {

using Answer = boost::asio::awaitable<net::Response>;

// events.cpp
Answer post_events(Services& services, const net::Request& request);
Answer get_receipt(Services& services, const net::Request& request);
// 422 for a request of which nothing could be taken; its list says why, each.
net::Response receipt_response(const wire::Receipt& receipt);
// rejected.cpp
Answer get_rejected(Services& services, const net::Request& request);
Answer replay_rejected(Services& services, const net::Request& request);
Answer dismiss_rejected(Services& services, const net::Request& request);
Answer try_rejected(Services& services, const net::Request& request);
// hooks.cpp
Answer post_hook(Services& services, const net::Request& request);
Answer options_hook(Services& services, const net::Request& request);
// One that was answered before its body was read leaves a trace as well.
void note_unread_hook(Services& services, const net::Request& head, const net::Response& answer);
// source_replay.cpp
Answer replay_source(Services& services, const net::Request& request);
Answer try_source(Services& services, const net::Request& request);
// questions.cpp
Answer get_kpis(Services& services, const net::Request& request);
Answer get_explain(Services& services, const net::Request& request);
Answer get_deals(Services& services, const net::Request& request);
Answer get_needs_mapping(Services& services, const net::Request& request);
Answer get_boards(Services& services, const net::Request& request);
Answer get_board(Services& services, const net::Request& request);
// office_document.cpp
Answer get_org(Services& services, const net::Request& request);
Answer put_org(Services& services, const net::Request& request);
// deliveries.cpp
Answer get_deliveries(Services& services, const net::Request& request);
Answer get_delivery(Services& services, const net::Request& request);
// watching.cpp
Answer get_sources(Services& services, const net::Request& request);
Answer get_metrics(Services& services, const net::Request& request);
// redis_state.cpp
Answer get_redis(Services& services, const net::Request& request);
// site.cpp
Answer post_login(Services& services, const net::Request& request);
Answer get_health(Services& services, const net::Request& request);
Answer get_ready(Services& services, const net::Request& request);
Answer serve_page(Services& services, const char* file, const net::Request& request);

net::Response json_response(std::string json);

}  // namespace dealbell::app
