#include "app/mirror/sampler.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/mirror/content.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;

constexpr auto sample_slice = 2ms;
constexpr auto interval_min = 50ms;
// A sample that takes longer than a slice is taken less often: it uses 5 % of the state loop at
// most.
constexpr auto slow_interval_min = 250ms;
constexpr int intervals_per_cost = 20;
constexpr auto idle_interval = 60s;

}  // namespace

MirrorSampler::MirrorSampler(const core::SalesState& sales, boost::asio::any_io_executor loop,
                             std::chrono::milliseconds tick, MirrorLag& lag, OnSample on_sample)
    : sales_(sales),
      loop_(loop),
      timer_(std::move(loop)),
      tick_(std::max<std::chrono::milliseconds>(tick, interval_min)),
      lag_(lag),
      on_sample_(std::move(on_sample)) {}

void MirrorSampler::start() {
  started_ = true;
  sample_all();
}

void MirrorSampler::stop() {
  started_ = false;
  timer_.cancel();
}

void MirrorSampler::touch() {
  if (!started_) return;
  lag_.changed(Clock::now());
  if (!std::exchange(touched_, true)) schedule();
}

void MirrorSampler::sample_all() {
  if (!started_) return;
  lag_.changed(Clock::now());
  touched_ = all_wins_ = true;
  schedule();
}

void MirrorSampler::schedule() {
  if (sample_ || !started_) return;
  Clock::duration interval = tick_;
  if (cost() > sample_slice)
    interval = std::max<Clock::duration>({tick_, slow_interval_min, intervals_per_cost * cost()});
  timer_.expires_at(sampled_at_ + (touched_ ? interval : Clock::duration(idle_interval)));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) begin();
  });
}

TimedPosition MirrorSampler::position(Instant now) const {
  return {sales_.log(), sales_.seq(), now};
}

void MirrorSampler::begin() {
  if (sample_ || !started_) return;
  sample_ = std::make_shared<MirrorSample>();
  sample_->number = lag_.begin_sample();
  sample_->content.position = position(io::now());
  sampled_at_ = Clock::now();
  touched_ = false;
  next_piece_ = 0;
  spent_ = {};
  continue_sample();
}

void MirrorSampler::continue_sample() {
  if (!started_) return;
  const auto began = Clock::now();
  const auto& pieces = mirror_pieces();
  while (next_piece_ < pieces.size() && Clock::now() - began < sample_slice) {
    const auto& piece = pieces[next_piece_++];
    const auto now = io::now();
    sample_->content.keys[piece.name] = {piece.kind, piece.read(sales_, now), position(now)};
  }
  const bool complete = next_piece_ == pieces.size();
  if (complete) add_wins_and_position();
  spent_ += Clock::now() - began;
  if (!complete) return boost::asio::post(loop_, [this] { continue_sample(); });
  cost_ = std::chrono::duration_cast<std::chrono::microseconds>(spent_);
  on_sample_(std::exchange(sample_, nullptr));
  schedule();
}

void MirrorSampler::add_wins_and_position() {
  auto& content = sample_->content;
  const bool all = std::exchange(all_wins_, false);
  content.wins = mirror_wins(sales_, io::now(), all ? MirrorWins::newest : MirrorWins::recent);
  const auto& at = content.position;
  content.keys["position"] = {redis::MirrorKey::Kind::table,
                              {{"log", std::to_string(at.log)},
                               {"seq", std::to_string(at.seq)},
                               {"at", std::to_string(to_ms(at.at))}},
                              at};
}

}  // namespace dealbell::app
