#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace dealbell::app {

// The age of the oldest change of the sales state that is not in Redis yet. From any thread.
class MirrorLag {
 public:
  using Clock = std::chrono::steady_clock;

  void changed(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (!unsampled_) unsampled_ = now;
  }

  // Begins a sample, which contains every change up to now, and returns its number. Numbers ascend.
  std::uint64_t begin_sample() {
    const std::lock_guard lock(mutex_);
    ++newest_;
    if (unsampled_) unwritten_.push_back({newest_, *unsampled_});
    unsampled_.reset();
    if (unwritten_.size() > samples_max) {  // counts the newest two as one
      const auto last = unwritten_.back().sample;
      unwritten_.pop_back();
      unwritten_.back().sample = last;
    }
    return newest_;
  }

  // This sample is in Redis, and so is what earlier ones contain.
  void written(std::uint64_t sample) {
    const std::lock_guard lock(mutex_);
    while (!unwritten_.empty() && unwritten_.front().sample <= sample) unwritten_.pop_front();
  }

  // 0 when Redis has every change.
  std::chrono::duration<double> at(Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    if (unwritten_.empty() && !unsampled_) return {};
    return std::max(Clock::duration{},
                    now - (unwritten_.empty() ? *unsampled_ : unwritten_.front().since));
  }

 private:
  // One is being taken, one is being written, and one waits.
  static constexpr std::size_t samples_max = 3;
  struct Unwritten {
    std::uint64_t sample;
    Clock::time_point since;  // its oldest change
  };

  mutable std::mutex mutex_;
  std::uint64_t newest_ = 0;
  std::deque<Unwritten> unwritten_;
  std::optional<Clock::time_point> unsampled_;
};

}  // namespace dealbell::app
