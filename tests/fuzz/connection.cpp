#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "net/server/http_session.hpp"
#include "support/net/toy_live.hpp"

namespace {

using namespace dealbell;
namespace asio = boost::asio;
using asio::ip::tcp;

// Sent before the input: nothing or an upgrade, so that frames are tested as often as heads.
constexpr std::string_view openings[] = {
    "",
    "GET /live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "GET /live?board=wall HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "GET /live/sse?board=wall HTTP/1.1\r\nHost: x\r\n",
};

net::ServerOptions options() {
  net::ServerOptions made;
  made.live = test::toy_protocol();
  made.live.limits.upgrades_per_second = made.live.limits.upgrades_at_once = 1e9;
  made.live.limits.close_within = std::chrono::milliseconds(1);
  return made;
}

std::pair<tcp::socket, tcp::socket> connected_pair(asio::io_context& loop) {
  tcp::acceptor acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  tcp::socket client(loop), server(loop);
  client.connect(acceptor.local_endpoint());
  acceptor.accept(server);
  return {std::move(client), std::move(server)};
}

// Runs the loop until no work is left.
void settle(asio::io_context& loop) {
  for (int quiet = 0; quiet < 3;) quiet = loop.poll() > 0 ? 0 : quiet + 1;
  loop.restart();
}

}  // namespace

// For any bytes that a client sends, as a request, as frames or as both: the connection ends when
// the client disconnects, and frees its slot and its memory.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(openings[data[0] % std::size(openings)]);
  const auto opening = bytes.size();
  bytes.append(reinterpret_cast<const char*>(data) + 1, size - 1);

  const net::ServerContext context(options());
  std::atomic<int> live{0};
  net::HttpSessions sessions;
  net::LiveHub hub(context.options.live, live);
  bool present = true;
  asio::io_context loop(1);
  hub.publish(
      test::publication({test::state("wall", "e1", 0, 2), test::state("desk", "e1", 0, 2)}));
  auto [client, server] = connected_pair(loop);
  {
    const net::Presence presence(&present, [](bool* here) { *here = false; });
    auto served = net::serve_connection(std::move(server), context, sessions, hub, presence);
    asio::co_spawn(loop, std::move(served), asio::detached);
  }
  boost::system::error_code ignored;
  client.non_blocking(true);
  asio::write(client, asio::buffer(bytes.data(), opening), ignored);
  settle(loop);
  // In two parts, split where the input says, so that partial frames are tested, too.
  const auto cut = opening + (bytes.size() - opening) * (data[0] / std::size(openings)) / 64;
  asio::write(client, asio::buffer(bytes.data() + opening, cut - opening), ignored);
  settle(loop);
  hub.publish(test::publication({test::state("wall", "e1", 0, 3)}));
  asio::write(client, asio::buffer(bytes.data() + cut, bytes.size() - cut), ignored);
  settle(loop);
  client.close(ignored);
  settle(loop);
  hub.abort_all();
  sessions.abort_all();
  settle(loop);
  DEALBELL_CHECK(!present);
  DEALBELL_CHECK(live == 0);
  return 0;
}
