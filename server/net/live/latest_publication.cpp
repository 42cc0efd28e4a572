#include "net/live/latest_publication.hpp"

namespace dealbell::net {

void LatestPublication::replace(std::shared_ptr<const Publication> publication) {
  newest_ = std::move(publication);
  beats_.clear();
  by_name_.clear();
  for (const auto& version : newest_->channels) by_name_.emplace(version->channel(), version.get());
}

const Version* LatestPublication::find(std::string_view channel) const {
  const auto it = by_name_.find(channel);
  return it == by_name_.end() ? nullptr : it->second;
}

Text LatestPublication::beat(std::vector<const Version*> channels, Form form, Instant now) {
  auto& text = beats_[{channels, form}];
  if (!text) text = framed(newest_->beat(channels, now), form);
  return text;
}

}  // namespace dealbell::net
