#include "net/live/version.hpp"

#include <charconv>

namespace dealbell::net {
namespace {

constexpr std::int64_t no_rev = -1;

}  // namespace

Version::Version(std::string channel, std::string epoch, std::int64_t rev, Writers writers)
    : channel_(std::move(channel)),
      epoch_(std::move(epoch)),
      rev_(rev),
      writers_(std::move(writers)) {}

std::string Version::id() const { return epoch_ + ":" + std::to_string(rev_); }

Text Version::frame(std::optional<std::int64_t> from, Form form) const {
  const std::lock_guard lock(mutex_);
  const auto start = from.value_or(no_rev);
  if (const auto known = frames_.find({start, form}); known != frames_.end()) return known->second;
  auto text = make(from, form);
  if (frames_.size() < cached_max) frames_.emplace(std::pair(start, form), text);
  return text;
}

Text Version::make(std::optional<std::int64_t> from, Form form) const {
  std::optional<std::string> delta;
  if (from && writers_.delta) delta = writers_.delta(*from);
  if (delta) return framed(*delta, form, id());
  auto& snapshot = frames_[{no_rev, form}];
  if (!snapshot) snapshot = framed(writers_.snapshot(), form, id());
  return snapshot;
}

std::optional<VersionId> parse_version_id(std::string_view id) {
  const auto colon = id.rfind(':');
  if (colon == id.npos || colon == 0) return std::nullopt;
  VersionId parsed{std::string(id.substr(0, colon)), -1};
  const auto digits = id.substr(colon + 1);
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed.rev);
  if (ec != std::errc{} || end != digits.data() + digits.size() || parsed.rev < 0)
    return std::nullopt;
  return parsed;
}

}  // namespace dealbell::net
