#include "net/live/live_connection.hpp"

#include "io/clock.hpp"
#include "io/tcp_limits.hpp"
#include "net/live/event_stream.hpp"
#include "net/live/live_hub.hpp"
#include "net/live/web_socket.hpp"

namespace dealbell::net {
namespace {

// What the kernel may buffer of a connection. Frames get out of date there.
constexpr int unsent_max_bytes = 16 * 1024;

// ?board=ID[&epoch=E&rev=N], or the place where an event stream broke off.
std::optional<ClientMessage::Subscription> subscription_of(const Request& head,
                                                           const LiveProtocol& protocol) {
  const auto get = [&](const std::string& name) {
    const auto found = head.query.find(name);
    return found == head.query.end() ? std::string() : found->second;
  };
  ClientMessage::Subscription subscription{get(protocol.channel_parameter), "", -1};
  if (subscription.channel.empty()) return std::nullopt;
  auto from = head.header("last-event-id") ? parse_version_id(*head.header("last-event-id"))
                                           : parse_version_id(get("epoch") + ":" + get("rev"));
  if (from) {
    subscription.epoch = std::move(from->epoch);
    subscription.rev = from->rev;
  }
  return subscription;
}

std::unique_ptr<LiveTransport> make_transport(boost::asio::ip::tcp::socket socket,
                                              const LiveRequest& request,
                                              const LiveProtocol& protocol,
                                              LiveTransport::Owner& owner) {
  io::limit_unsent(socket.native_handle(), unsent_max_bytes);
  io::limit_silence(socket.native_handle(), protocol.limits.stuck_after);
  const auto& cookie = request.admission.set_cookie;
  if (request.form == Form::event_stream)
    return event_stream(std::move(socket), cookie, owner, io::now());
  return web_socket(std::move(socket), request.head, cookie, protocol, owner);
}

}  // namespace

void LiveConnection::open(boost::asio::ip::tcp::socket socket, LiveRequest request, LiveHub& hub,
                          Presence presence) {
  std::make_shared<LiveConnection>(std::move(socket), std::move(request), hub, std::move(presence))
      ->transport_->begin();
}

LiveConnection::LiveConnection(boost::asio::ip::tcp::socket socket, LiveRequest request,
                               LiveHub& hub, Presence presence)
    : hub_(hub),
      presence_(std::move(presence)),
      slot_(std::move(request.slot)),
      permit_(std::move(request.admission.permit)),
      transport_(make_transport(std::move(socket), request, hub.protocol(), *this)),
      cursor_(hub.protocol(), request.form),
      messages_(hub.protocol().limits.messages_per_second, hub.protocol().limits.messages_at_once) {
  if (!slot_)
    cursor_.end_with(nullptr, CloseCode::too_many_connections);
  else if (auto subscription = subscription_of(request.head, hub.protocol()))
    cursor_.begin_with(std::move(*subscription));
  hub_.join(*this);
}

LiveConnection::~LiveConnection() { hub_.leave(*this); }

void LiveConnection::on_open() {
  life_ = Life::open;
  pump();
}

void LiveConnection::on_drain() {
  waiting_ = false;
  pump();
}

void LiveConnection::on_close() { life_ = Life::over; }

void LiveConnection::on_message(std::string_view text) {
  if (life_ != Life::open) return;
  const auto& protocol = hub_.protocol();
  if (!messages_.take(Clock::now())) return end_with(nullptr, CloseCode::too_many_messages);
  const auto message = protocol.parse(text);
  const auto code = message ? cursor_.take(*message) : CloseCode::bad_message;
  if (code) return end_with(nullptr, *code);
  pump();
}

void LiveConnection::pump() {
  while (life_ == Life::open && !waiting_) {
    auto action = cursor_.next(hub_.latest(), io::now());
    if (action.close) {
      life_ = Life::closing;
      since_ = Clock::now();
      transport_->close(*action.close);
    }
    if (!action.frame) return;
    hub_.count_frame();
    waiting_ = !transport_->write(std::move(action.frame));
  }
}

void LiveConnection::end_with(Text last, CloseCode code) {
  cursor_.end_with(std::move(last), code);
  pump();
}

// A connection that cannot be written to would get its close code only when it can.
void LiveConnection::revoke() {
  permit_.reset();
  if (life_ == Life::opening || waiting_)
    abort();
  else
    end_with(nullptr, CloseCode::logged_out);
}

// Those that opened together, as after a restart, come back one after the other.
void LiveConnection::ask_to_reconnect() {
  const auto in = std::chrono::milliseconds(10 * (index_ % 1000));
  end_with(framed(hub_.protocol().drain(in), form()), CloseCode::restart);
}

void LiveConnection::sweep(Clock::time_point now, Instant wall_now) {
  const auto& limits = hub_.protocol().limits;
  const bool ending = life_ == Life::closing || life_ == Life::over;
  if (!ending && permit_ && !permit_->valid(wall_now)) return revoke();
  if (life_ == Life::open && now - since_ > limits.connected_for) return ask_to_reconnect();
  const bool unanswered = life_ == Life::closing && now - since_ > limits.close_within;
  const bool silent = !cursor_.greeted() && now - since_ > limits.hello_within;
  if (unanswered || (silent && life_ == Life::opening))
    abort();
  else if (silent && life_ == Life::open)
    end_with(nullptr, CloseCode::too_slow);
}

}  // namespace dealbell::net
