#include "store/rejected_shares.hpp"

#include <algorithm>

namespace dealbell::store {

void RejectedShares::set_senders(std::vector<std::string> senders) {
  std::sort(senders.begin(), senders.end());
  senders.erase(std::unique(senders.begin(), senders.end()), senders.end());
  senders_ = std::move(senders);
}

void RejectedShares::add(std::string_view source, Held change) {
  const auto found = held_.try_emplace(std::string(source)).first;
  found->second.rows += change.rows;
  found->second.bytes += change.bytes;
  if (found->second.rows <= 0) held_.erase(found);
}

std::int64_t RejectedShares::share_bytes() const {
  auto senders = static_cast<std::int64_t>(senders_.size());
  for (const auto& [source, held] : held_)
    senders += !std::binary_search(senders_.begin(), senders_.end(), source);
  return bytes_max_ / std::max<std::int64_t>(senders, 1);
}

std::int64_t RejectedShares::used_percent(std::string_view source) const {
  const auto found = held_.find(source);
  if (found == held_.end()) return 0;
  const auto share = std::max<std::int64_t>(share_bytes(), 1);
  return (found->second.bytes * 100 + share - 1) / share;
}

}  // namespace dealbell::store
