#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace dealbell::app {

// How old the oldest change of the floor is that is not in Redis yet. From any thread.
class MirrorLag {
 public:
  using Clock = std::chrono::steady_clock;

  void changed(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (!unseen_) unseen_ = now;
  }

  // Every change up to now is in this look; the looks' numbers rise.
  std::uint64_t look() {
    const std::lock_guard lock(mutex_);
    ++newest_;
    if (unseen_) waiting_.push_back({newest_, *unseen_});
    unseen_.reset();
    if (waiting_.size() > looks_most) {  // then two of them count as one
      const auto last = waiting_.back().look;
      waiting_.pop_back();
      waiting_.back().look = last;
    }
    return newest_;
  }

  // This look and those before it are in Redis.
  void written(std::uint64_t look) {
    const std::lock_guard lock(mutex_);
    while (!waiting_.empty() && waiting_.front().look <= look) waiting_.pop_front();
  }

  // 0 when everything is there.
  std::chrono::duration<double> at(Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() && !unseen_) return {};
    return std::max(Clock::duration{},
                    now - (waiting_.empty() ? *unseen_ : waiting_.front().since));
  }

 private:
  // One being made, one being written, one that waits.
  static constexpr std::size_t looks_most = 3;
  struct Waiting {
    std::uint64_t look;
    Clock::time_point since;  // its oldest change
  };

  mutable std::mutex mutex_;
  std::uint64_t newest_ = 0;
  std::deque<Waiting> waiting_;
  std::optional<Clock::time_point> unseen_;
};

}  // namespace dealbell::app
