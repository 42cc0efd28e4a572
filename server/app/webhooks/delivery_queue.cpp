#include "app/webhooks/delivery_queue.hpp"

#include <algorithm>
#include <utility>

namespace dealbell::app {
namespace {

constexpr std::size_t rows_at_once = 256;
constexpr std::size_t bodies_at_once = 8u << 20;

std::size_t content(const store::LoggedDelivery& d) { return d.request.size() + d.body.size(); }

}  // namespace

bool DeliveryQueue::push(store::LoggedDelivery delivery) {
  const std::lock_guard lock(mutex_);
  const bool was_empty = waiting_.empty();
  bytes_ += content(delivery);
  waiting_.push_back(std::move(delivery));
  make_room();
  return was_empty;
}

void DeliveryQueue::make_room() {
  for (; bytes_ > limits_.bytes && emptied_ < waiting_.size(); ++emptied_) {
    auto& oldest = waiting_[emptied_];
    if (content(oldest) == 0) continue;
    bytes_ -= content(oldest);
    oldest.request = {};
    oldest.body = {};
    ++lost_.contents;
  }
  while (waiting_.size() > limits_.rows) {
    bytes_ -= content(waiting_.front());
    waiting_.pop_front();
    if (emptied_ > 0) --emptied_;
    ++lost_.rows;
  }
}

std::vector<store::LoggedDelivery> DeliveryQueue::take() {
  const std::lock_guard lock(mutex_);
  std::vector<store::LoggedDelivery> taken;
  std::size_t bytes = 0;
  while (!waiting_.empty() && taken.size() < rows_at_once && bytes < bodies_at_once) {
    bytes += content(waiting_.front());
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  bytes_ -= bytes;
  emptied_ -= std::min(emptied_, taken.size());
  return taken;
}

void DeliveryQueue::count_lost_rows(std::size_t rows) {
  const std::lock_guard lock(mutex_);
  lost_.rows += rows;
}

DeliveryQueue::Lost DeliveryQueue::lost() const {
  const std::lock_guard lock(mutex_);
  return lost_;
}

}  // namespace dealbell::app
