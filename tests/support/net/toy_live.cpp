#include "support/net/toy_live.hpp"

#include <sstream>

namespace dealbell::test {
namespace {

Result<net::ClientMessage> parse(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::string verb;
  in >> verb;
  net::ClientMessage message;
  if (verb == "hello") {
    message.kind = net::ClientMessage::hello;
    for (net::ClientMessage::Subscription subscription;
         in >> subscription.channel >> subscription.epoch >> subscription.rev;) {
      if (subscription.epoch == "-") subscription.epoch.clear();
      message.subscriptions.push_back(subscription);
    }
    return message;
  }
  if (verb == "seen") return message;
  if (verb == "subscribe")
    message.kind = net::ClientMessage::subscribe;
  else if (verb == "unsubscribe")
    message.kind = net::ClientMessage::unsubscribe;
  else if (verb == "resync")
    message.kind = net::ClientMessage::resync;
  else
    return error(Errc::bad_request, "unknown message");
  net::ClientMessage::Subscription subscription;
  in >> subscription.channel;
  message.subscriptions.push_back(subscription);
  return message;
}

std::string welcome(const std::vector<std::string>& denied, Instant) {
  std::string text = "welcome";
  for (const auto& channel : denied) text += " denied=" + channel;
  return text;
}

std::string beat(const std::vector<const net::Version*>& channels, Instant) {
  std::string text = "beat";
  for (const auto* channel : channels)
    text += " " + channel->channel() + "=" + std::to_string(channel->rev());
  return text;
}

}  // namespace

net::LiveProtocol toy_protocol() {
  net::LiveProtocol protocol;
  protocol.subprotocol = "toy.v1";
  protocol.beat_every = std::chrono::hours(1);  // tests of beats set another
  protocol.parse = parse;
  protocol.welcome = welcome;
  protocol.drain = [](std::chrono::milliseconds wait) {
    return "drain " + std::to_string(wait.count());
  };
  return protocol;
}

Shown state(std::string channel, std::string epoch, std::int64_t oldest, std::int64_t rev,
            std::size_t padding_bytes) {
  const auto name = channel + " " + epoch + " ";
  const auto at = std::to_string(rev);
  const auto padding = padding_bytes > 0 ? " " + std::string(padding_bytes, '.') : "";
  auto snapshot = [=] { return "snapshot " + name + at + padding; };
  auto delta = [=](std::int64_t from) -> std::optional<std::string> {
    if (oldest < 0 || from < oldest) return std::nullopt;
    return "delta " + name + std::to_string(from) + " " + at + padding;
  };
  return std::make_shared<const net::Version>(std::move(channel), std::move(epoch), rev,
                                              net::Version::Writers{snapshot, delta});
}

std::shared_ptr<const net::Publication> publication(std::vector<Shown> channels) {
  return std::make_shared<const net::Publication>(net::Publication{std::move(channels), beat});
}

std::string text_of(std::string_view event) {
  const auto start = event.find("data: ");
  if (start == event.npos || !event.ends_with("\n\n")) return "no event: " + std::string(event);
  return std::string(event.substr(start + 6, event.size() - start - 8));
}

}  // namespace dealbell::test
