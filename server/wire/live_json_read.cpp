#include "wire/event_values.hpp"
#include "wire/json_check.hpp"
#include "wire/live_json.hpp"

namespace dealbell::wire {
namespace {

using Subscription = ClientMessage::Subscription;

// The fields of one subscription; they are in an element of `boards` or, for one board, in the
// message itself.
Result<> take_subscription_member(std::string_view name, JsonCursor& json,
                                  Subscription& subscription) {
  if (json.kind() == JsonKind::null) return json.take_null(), Result<>{};
  if (name == "board") return take(json, subscription.board);
  if (name == "epoch") return take(json, subscription.epoch);
  if (name == "rev") return take(json, subscription.rev);
  json.take_raw();
  return {};
}

Result<> take_subscriptions(JsonCursor& json, std::vector<Subscription>& subscriptions) {
  if (json.kind() != JsonKind::array) return unexpected(json, "an array of boards");
  return json.take_array([&](JsonCursor& element) -> Result<> {
    if (subscriptions.size() == subscriptions_max) return error(Errc::bad_value, "too many boards");
    if (element.kind() != JsonKind::object) return unexpected(element, "a board as an object");
    auto& subscription = subscriptions.emplace_back();
    auto walked = element.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
      return inside(name, take_subscription_member(name, value, subscription));
    });
    if (walked && subscription.board.empty())
      return error(Errc::missing, "the board is missing", "/board");
    return walked;
  });
}

Result<ClientMessage::Kind> kind_of(std::string_view type) {
  if (type == "hello") return ClientMessage::hello;
  if (type == "subscribe") return ClientMessage::subscribe;
  if (type == "unsubscribe") return ClientMessage::unsubscribe;
  if (type == "resync") return ClientMessage::resync;
  if (type == "seen") return ClientMessage::ignore;
  if (type.empty()) return error(Errc::missing, "the type is missing", "/type");
  return error(Errc::unknown_type, "there is no such message", "/type");
}

}  // namespace

Result<ClientMessage> parse_client_message(std::string_view text) {
  if (auto checked = check_json(text); !checked) return checked.error();
  JsonCursor json(text);
  if (json.kind() != JsonKind::object) return unexpected(json, "a message as an object");
  std::string type;
  Subscription own;
  std::string_view boards;
  auto walked = json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
    if (name == "type") return inside(name, take(value, type));
    if (name != "boards") return inside(name, take_subscription_member(name, value, own));
    boards = value.take_raw();
    return {};
  });
  if (!walked) return walked.error();
  auto kind = kind_of(type);
  if (!kind) return kind.error();

  ClientMessage message{*kind, {}};
  if (message.kind == ClientMessage::ignore) return message;
  if (message.kind == ClientMessage::hello) {
    if (boards.empty()) return message;
    JsonCursor list(boards);
    if (auto taken = inside("boards", take_subscriptions(list, message.subscriptions)); !taken)
      return taken.error();
    return message;
  }
  if (own.board.empty()) return error(Errc::missing, "the board is missing", "/board");
  message.subscriptions.push_back(std::move(own));
  return message;
}

}  // namespace dealbell::wire
