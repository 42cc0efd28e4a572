#include "net/reader.hpp"

#include <algorithm>

namespace dealbell::net {

void Reader::begin_with(std::string channel) {
  greeted_ = strict_ = true;
  cursors_.push_back({std::move(channel), "", -1});
}

std::optional<CloseCode> Reader::take(const ClientMessage& message) {
  switch (message.kind) {
    case ClientMessage::hello:
      greeted_ = true;
      return follow(message.wishes);
    case ClientMessage::subscribe:
      if (!greeted_) return CloseCode::bad_message;
      strict_ = strict_ || welcomed_;
      return follow(message.wishes);
    case ClientMessage::unsubscribe:
      for (const auto& wish : message.wishes)
        std::erase_if(cursors_, [&](const Cursor& c) { return c.channel == wish.channel; });
      return std::nullopt;
    case ClientMessage::resync:
      for (const auto& wish : message.wishes)
        if (auto* cursor = cursor_of(wish.channel)) cursor->epoch.clear();
      return std::nullopt;
    case ClientMessage::ignore:
      return std::nullopt;
  }
  return CloseCode::bad_message;
}

std::optional<CloseCode> Reader::follow(const std::vector<ClientMessage::Wish>& wishes) {
  for (const auto& wish : wishes) {
    if (auto* cursor = cursor_of(wish.channel)) {
      *cursor = {wish.channel, wish.epoch, wish.rev};
      continue;
    }
    if (cursors_.size() >= protocol_.channels_max) return CloseCode::too_many_channels;
    cursors_.push_back({wish.channel, wish.epoch, wish.rev});
  }
  return std::nullopt;
}

void Reader::end_with(Text last, CloseCode code) {
  last_ = std::move(last);
  end_ = code;
}

Reader::Order Reader::next(Newsstand& newsstand, Instant now) {
  if (last_) return {std::exchange(last_, nullptr), {}};
  if (end_) return {nullptr, end_};
  if (!greeted_ || newsstand.empty()) return {};
  if (!welcomed_) return welcome(newsstand, now);

  std::vector<const ChannelState*> held;
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    const auto at = (first_ + i) % cursors_.size();
    const auto* state = newsstand.find(cursors_[at].channel);
    // A channel that is gone must not go on looking alive on somebody's wall.
    if (!state) return {nullptr, CloseCode::no_such_channel};
    if (auto frame = news(cursors_[at], *state)) {
      first_ = at + 1;
      return {std::move(frame), {}};
    }
    held.push_back(state);
  }
  if (!beat_due_) return {};
  beat_due_ = false;
  std::sort(held.begin(), held.end());  // readers of the same set share one text
  return {newsstand.beat(held, now), {}};
}

Reader::Order Reader::welcome(const Newsstand& newsstand, Instant now) {
  std::vector<std::string> denied;
  for (const auto& cursor : cursors_)
    if (!newsstand.find(cursor.channel)) denied.push_back(cursor.channel);
  if (strict_ && !denied.empty()) return {nullptr, CloseCode::no_such_channel};
  std::erase_if(cursors_, [&](const Cursor& c) { return !newsstand.find(c.channel); });
  welcomed_ = true;
  return {std::make_shared<const std::string>(protocol_.welcome(denied, now)), {}};
}

Text Reader::news(Cursor& cursor, const ChannelState& state) const {
  const bool same_epoch = cursor.epoch == state.epoch;
  if (same_epoch && cursor.rev == state.rev) return nullptr;
  const bool delta_fits = same_epoch && cursor.rev == state.from && state.delta;
  cursor.epoch = state.epoch;
  cursor.rev = state.rev;
  return delta_fits ? state.delta : state.snapshot->get();
}

Reader::Cursor* Reader::cursor_of(std::string_view channel) {
  const auto it = std::find_if(cursors_.begin(), cursors_.end(),
                               [&](const Cursor& c) { return c.channel == channel; });
  return it == cursors_.end() ? nullptr : &*it;
}

}  // namespace dealbell::net
