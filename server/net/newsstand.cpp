#include "net/newsstand.hpp"

namespace dealbell::net {

void Newsstand::replace(std::shared_ptr<const Publication> publication) {
  newest_ = std::move(publication);
  beats_.clear();
  by_name_.clear();
  for (const auto& state : newest_->channels) by_name_.emplace(state.channel, &state);
}

const ChannelState* Newsstand::find(std::string_view channel) const {
  const auto it = by_name_.find(channel);
  return it == by_name_.end() ? nullptr : it->second;
}

Text Newsstand::beat(const std::vector<const ChannelState*>& channels, Instant now) {
  auto& text = beats_[channels];
  if (!text) text = std::make_shared<const std::string>(newest_->beat(channels, now));
  return text;
}

}  // namespace dealbell::net
