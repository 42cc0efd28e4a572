#include "net/live/client_cursor.hpp"

#include <algorithm>
#include <utility>

namespace dealbell::net {

void ClientCursor::begin_with(ClientMessage::Subscription subscription) {
  greeted_ = strict_ = true;
  cursors_.push_back(std::move(subscription));
}

std::optional<CloseCode> ClientCursor::take(const ClientMessage& message) {
  switch (message.kind) {
    case ClientMessage::hello:
      greeted_ = true;
      return add_or_replace(message.subscriptions);
    case ClientMessage::subscribe:
      if (!greeted_) return CloseCode::bad_message;
      strict_ = strict_ || welcomed_;
      return add_or_replace(message.subscriptions);
    case ClientMessage::unsubscribe:
      for (const auto& subscription : message.subscriptions)
        std::erase_if(cursors_, [&](const Cursor& c) { return c.channel == subscription.channel; });
      return std::nullopt;
    case ClientMessage::resync:
      for (const auto& subscription : message.subscriptions)
        if (auto* cursor = cursor_of(subscription.channel)) cursor->epoch.clear();
      return std::nullopt;
    case ClientMessage::ignore:
      return std::nullopt;
  }
  return CloseCode::bad_message;
}

std::optional<CloseCode> ClientCursor::add_or_replace(
    const std::vector<ClientMessage::Subscription>& subscriptions) {
  for (const auto& subscription : subscriptions) {
    if (auto* cursor = cursor_of(subscription.channel)) {
      *cursor = subscription;
      continue;
    }
    if (cursors_.size() >= protocol_.limits.channels_max) return CloseCode::too_many_channels;
    cursors_.push_back(subscription);
  }
  return std::nullopt;
}

void ClientCursor::end_with(Text last, CloseCode code) {
  last_ = std::move(last);
  end_ = code;
}

ClientCursor::Action ClientCursor::next(LatestPublication& latest, Instant now) {
  if (last_) return {std::exchange(last_, nullptr), {}};
  if (end_) return {nullptr, end_};
  if (!greeted_ || latest.empty()) return {};
  if (!welcomed_) return welcome(latest, now);

  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    const auto at = (first_ + i) % cursors_.size();
    const auto* newest = latest.find(cursors_[at].channel);
    // A screen must not keep showing a channel that was removed as if it were live.
    if (!newest) return {nullptr, CloseCode::no_such_channel};
    if (auto frame = update_of(cursors_[at], *newest)) {
      first_ = at + 1;
      return {std::move(frame), {}};
    }
  }
  if (!std::exchange(beat_due_, false)) return {};
  return {beat(latest, now), {}};
}

// Only for a client that has the newest version of all its channels.
Text ClientCursor::beat(LatestPublication& latest, Instant now) {
  std::vector<const Version*> versions;
  versions.reserve(cursors_.size());
  for (const auto& cursor : cursors_) versions.push_back(latest.find(cursor.channel));
  std::sort(versions.begin(), versions.end());  // so that clients of the same set share one text
  return latest.beat(std::move(versions), form_, now);
}

ClientCursor::Action ClientCursor::welcome(const LatestPublication& latest, Instant now) {
  std::vector<std::string> denied;
  for (const auto& cursor : cursors_)
    if (!latest.find(cursor.channel)) denied.push_back(cursor.channel);
  if (strict_ && !denied.empty()) return {nullptr, CloseCode::no_such_channel};
  std::erase_if(cursors_, [&](const Cursor& c) { return !latest.find(c.channel); });
  welcomed_ = true;
  return {framed(protocol_.welcome(denied, now), form_), {}};
}

Text ClientCursor::update_of(Cursor& cursor, const Version& newest) const {
  const bool same_epoch = cursor.epoch == newest.epoch();
  if (same_epoch && cursor.rev == newest.rev()) return nullptr;
  // A client cannot continue from a rev that this epoch has not reached.
  const bool behind = same_epoch && cursor.rev >= 0 && cursor.rev < newest.rev();
  const auto from = behind ? std::optional(cursor.rev) : std::nullopt;
  cursor.epoch = newest.epoch();
  cursor.rev = newest.rev();
  return newest.frame(from, form_);
}

ClientCursor::Cursor* ClientCursor::cursor_of(std::string_view channel) {
  const auto it = std::find_if(cursors_.begin(), cursors_.end(),
                               [&](const Cursor& c) { return c.channel == channel; });
  return it == cursors_.end() ? nullptr : &*it;
}

}  // namespace dealbell::net
