#include "app/webhooks/delivery_queue.hpp"

#include <algorithm>
#include <utility>

namespace dealbell::app {
namespace {

constexpr std::size_t batch_rows = 256;
constexpr std::size_t batch_bytes = 8u << 20;

std::size_t content_size(const store::LoggedDelivery& d) {
  return d.request.size() + d.body.size();
}

}  // namespace

bool DeliveryQueue::push(store::LoggedDelivery delivery) {
  const std::lock_guard lock(mutex_);
  const bool was_empty = queue_.empty();
  bytes_ += content_size(delivery);
  queue_.push_back(std::move(delivery));
  enforce_limits();
  return was_empty;
}

void DeliveryQueue::enforce_limits() {
  for (; bytes_ > limits_.bytes && emptied_ < queue_.size(); ++emptied_) {
    auto& oldest = queue_[emptied_];
    if (content_size(oldest) == 0) continue;
    bytes_ -= content_size(oldest);
    oldest.request = {};
    oldest.body = {};
    ++lost_.contents;
  }
  while (queue_.size() > limits_.rows) {
    bytes_ -= content_size(queue_.front());
    queue_.pop_front();
    if (emptied_ > 0) --emptied_;
    ++lost_.rows;
  }
}

std::vector<store::LoggedDelivery> DeliveryQueue::take() {
  const std::lock_guard lock(mutex_);
  std::vector<store::LoggedDelivery> taken;
  std::size_t bytes = 0;
  while (!queue_.empty() && taken.size() < batch_rows && bytes < batch_bytes) {
    bytes += content_size(queue_.front());
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
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
