#include "net/live_connection.hpp"

#include "io/clock.hpp"
#include "io/tcp_progress.hpp"
#include "net/live_hub.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds close_within{2};  // for the peer to answer our close frame
constexpr int unsent_max_bytes = 32 * 1024;      // stale text we are willing to have in the kernel

std::string_view reason_of(CloseCode code) {
  switch (code) {
    case CloseCode::restart:
      return "restart";
    case CloseCode::bad_message:
      return "message not understood";
    case CloseCode::no_such_channel:
      return "no such board";
    case CloseCode::too_slow:
      return "too slow";
    case CloseCode::too_many_channels:
      return "too many boards";
  }
  return "";
}

}  // namespace

LiveConnection::LiveConnection(asio::ip::tcp::socket socket, LiveHub& hub)
    : hub_(hub), socket_(std::move(socket)), reader_(hub.protocol()) {
  io::limit_unsent(socket_.descriptor(), unsent_max_bytes);
}

asio::awaitable<void> LiveConnection::run(Request head) {
  const auto& protocol = hub_.protocol();
  const LiveHub::Place place(hub_, *this);
  if (!co_await socket_.accept(head, protocol.subprotocol, protocol.message_max_bytes)) co_return;
  upgraded_ = true;
  if (const auto channel = head.query.find(protocol.channel_parameter); channel != head.query.end())
    reader_.begin_with(channel->second);
  pump();
  while (const auto text = co_await socket_.read()) take(*text);
  socket_.abort();
}

void LiveConnection::take(const std::string& text) {
  const auto message = hub_.protocol().parse(text);
  const auto refused = message ? reader_.take(*message) : CloseCode::bad_message;
  if (refused) end_with(nullptr, *refused);
  pump();
}

void LiveConnection::pump() {
  if (!upgraded_ || writing_ || closing_) return;
  const auto order = reader_.next(hub_.newsstand(), io::now());
  if (order.close) close(*order.close);
  if (!order.frame) return;
  writing_ = true;
  socket_.write(order.frame, shared_from_this());
}

void LiveConnection::end_with(Text last, CloseCode code) {
  reader_.end_with(std::move(last), code);
  pump();
}

void LiveConnection::written(bool alive) {
  writing_ = false;
  if (alive)
    pump();
  else
    socket_.abort();
}

void LiveConnection::close(CloseCode code) {
  closing_ = true;
  since_ = Clock::now();
  socket_.close(code, reason_of(code), shared_from_this());
}

void LiveConnection::sweep(Clock::time_point now) {
  const auto& protocol = hub_.protocol();
  const auto progress = io::tcp_progress(socket_.descriptor());
  if (!(writing_ || progress.pending) || progress.acked_bytes != acked_bytes_) moved_ = now;
  acked_bytes_ = progress.acked_bytes;
  if (now - moved_ > protocol.stuck_after || (closing_ && now - since_ > close_within))
    socket_.abort();  // no close frame would get through
  else if (!reader_.greeted() && !closing_ && now - since_ > protocol.hello_within)
    upgraded_ ? end_with(nullptr, CloseCode::too_slow) : socket_.abort();
}

}  // namespace dealbell::net
