#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "base/token_bucket.hpp"
#include "net/live/client_cursor.hpp"
#include "net/live/connection_limiter.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

class LiveHub;

// A request that becomes a live connection.
struct LiveRequest {
  Request head;
  Form form = Form::web_socket;
  // None: its address has too many connections, and this one is closed with that code.
  std::optional<ConnectionLimiter::ConnectionSlot> slot;
  Admission admission{};
};

// The connection counts as present until the last copy is destroyed.
using Presence = std::shared_ptr<void>;

// One live connection: performs the actions of a client's cursor on a transport. Kept alive by its
// pending operations. Belongs to one shard.
class LiveConnection final : public LiveTransport::Owner {
 public:
  // Creates and starts a connection. `hub` must outlive it.
  static void open(boost::asio::ip::tcp::socket socket, LiveRequest request, LiveHub& hub,
                   Presence presence);
  LiveConnection(boost::asio::ip::tcp::socket socket, LiveRequest request, LiveHub& hub,
                 Presence presence);
  ~LiveConnection() override;

  // Sends what the client does not have yet, as far as the peer accepts it.
  void pump();
  void owe_beat() { cursor_.owe_beat(); }
  void end_with(Text last, CloseCode code);
  void abort() { transport_->abort(); }
  Form form() const { return transport_->form(); }

  // Closes the connection if its permit has ended, or if the hello or the answer to our close is
  // late. One that is very old is asked to connect again.
  void sweep(std::chrono::steady_clock::time_point now, Instant wall_now);

 private:
  friend class LiveHub;
  void revoke();
  void ask_to_reconnect();
  void on_open() override;
  void on_drain() override;
  void on_message(std::string_view text) override;
  void on_close() override;

  using Clock = std::chrono::steady_clock;
  LiveHub& hub_;
  Presence presence_;
  std::optional<ConnectionLimiter::ConnectionSlot> slot_;
  std::shared_ptr<const Permit> permit_;
  std::unique_ptr<LiveTransport> transport_;
  ClientCursor cursor_;
  TokenBucket messages_;
  enum class Life : char { opening, open, closing, over } life_ = Life::opening;
  bool waiting_ = false;                    // for on_drain()
  unsigned char beat_group_ = 0;            // when it gets its beats
  std::size_t index_ = 0;                   // in the hub's list
  Clock::time_point since_ = Clock::now();  // when it connected, or began to close
};

}  // namespace dealbell::net
