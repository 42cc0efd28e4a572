#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>

#include "net/frame_socket.hpp"
#include "net/reader.hpp"

namespace dealbell::net {

class LiveHub;

// One live socket: a reader's orders carried out on a frame socket. Shared by its reading coroutine
// and the write in flight; belongs to one shard.
class LiveConnection : public WriteListener, public std::enable_shared_from_this<LiveConnection> {
 public:
  LiveConnection(boost::asio::ip::tcp::socket socket, LiveHub& hub);

  // The connection's life: upgrade, hello, messages. Ends when the socket does.
  boost::asio::awaitable<void> run(Request head);

  // Writes what the reader is owed, if anything and if no write is on.
  void pump();
  void owe_beat() { reader_.owe_beat(); }
  void end_with(Text last, CloseCode code);
  void abort() { socket_.abort(); }

  // Lets go of a client that said no hello in time, moves no bytes or does not answer a close.
  void sweep(std::chrono::steady_clock::time_point now);

 private:
  void written(bool alive) override;
  void close(CloseCode code);
  void take(const std::string& text);

  using Clock = std::chrono::steady_clock;
  LiveHub& hub_;
  FrameSocket socket_;
  Reader reader_;
  bool upgraded_ = false;
  bool writing_ = false;
  bool closing_ = false;
  Clock::time_point since_ = Clock::now();  // connected, or closing
  Clock::time_point moved_ = since_;        // when bytes were last seen moving
  std::uint64_t acked_bytes_ = 0;
};

}  // namespace dealbell::net
