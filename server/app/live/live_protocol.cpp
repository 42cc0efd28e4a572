#include "app/live/live_protocol.hpp"

#include "wire/live_json.hpp"

namespace dealbell::app {
namespace {

net::ClientMessage::Kind kind_of(wire::ClientMessage::Kind kind) {
  switch (kind) {
    case wire::ClientMessage::hello:
      return net::ClientMessage::hello;
    case wire::ClientMessage::subscribe:
      return net::ClientMessage::subscribe;
    case wire::ClientMessage::unsubscribe:
      return net::ClientMessage::unsubscribe;
    case wire::ClientMessage::resync:
      return net::ClientMessage::resync;
    case wire::ClientMessage::ignore:
      break;
  }
  return net::ClientMessage::ignore;
}

Result<net::ClientMessage> parse(std::string_view text) {
  auto parsed = wire::parse_client_message(text);
  if (!parsed) return parsed.error();
  net::ClientMessage message{kind_of(parsed->kind), {}};
  for (auto& subscription : parsed->subscriptions)
    message.subscriptions.push_back(
        {std::move(subscription.board), std::move(subscription.epoch), subscription.rev});
  return message;
}

}  // namespace

net::LiveProtocol live_protocol(const std::string& build) {
  net::LiveProtocol protocol;
  protocol.subprotocol = "dealbell.v1";
  protocol.parse = parse;
  protocol.welcome = [build, beat = protocol.beat_every](const std::vector<std::string>& denied,
                                                         Instant now) {
    return wire::write_welcome(build, beat, now, denied);
  };
  protocol.drain = [](std::chrono::milliseconds in) { return wire::write_drain(in); };
  return protocol;
}

}  // namespace dealbell::app
