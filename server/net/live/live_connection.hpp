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

// What a request became: the head that asked for it and what the connection may count on.
struct LiveRequest {
  Request head;
  Form form = Form::web_socket;
  std::optional<ConnectionLimiter::ConnectionSlot>
      seat;  // none: its address has enough, and is told so
};

// As long as somebody holds it, the connection counts as present.
using Presence = std::shared_ptr<void>;

// One live connection: a reader's orders carried out on a carrier. Kept alive by what it waits for;
// belongs to one shard.
class LiveConnection final : public LiveTransport::Owner {
 public:
  // Begins its life. Everything given by reference outlives it.
  static void open(boost::asio::ip::tcp::socket socket, LiveRequest request, LiveHub& hub,
                   Presence presence);
  LiveConnection(boost::asio::ip::tcp::socket socket, LiveRequest request, LiveHub& hub,
                 Presence presence);
  ~LiveConnection() override;

  // Writes what the reader is owed, as far as the peer takes it.
  void pump();
  void owe_beat() { reader_.owe_beat(); }
  void end_with(Text last, CloseCode code);
  void abort() { transport_->abort(); }
  Form form() const { return transport_->form(); }

  // Lets go of a client that said no hello in time or does not answer a close.
  void sweep(std::chrono::steady_clock::time_point now);

 private:
  friend class LiveHub;
  void ready() override;
  void writable() override;
  void heard(std::string_view text) override;
  void gone() override;

  using Clock = std::chrono::steady_clock;
  LiveHub& hub_;
  Presence presence_;
  std::optional<ConnectionLimiter::ConnectionSlot> seat_;
  std::unique_ptr<LiveTransport> transport_;
  ClientCursor reader_;
  TokenBucket messages_;
  enum class Life : char { opening, open, closing, over } life_ = Life::opening;
  bool waiting_ = false;                    // for the peer to take a frame
  unsigned char turn_ = 0;                  // in which part of a beat's round it is
  std::size_t place_ = 0;                   // in the hub's list
  Clock::time_point since_ = Clock::now();  // connected, or closing
};

}  // namespace dealbell::net
