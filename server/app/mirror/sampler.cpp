#include "app/mirror/sampler.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/mirror/content.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;

constexpr auto apply_slice = 2ms;
constexpr auto quickest = 50ms;
// A look that costs more than a slice is taken less often: 5 % of the floor's time at most.
constexpr auto slow = 250ms;
constexpr int rest = 20;
constexpr auto at_rest = 60s;

}  // namespace

MirrorSampler::MirrorSampler(const core::SalesState& sales, boost::asio::any_io_executor loop,
                             std::chrono::milliseconds tick, MirrorLag& lag, Take take)
    : sales_(sales),
      loop_(loop),
      timer_(std::move(loop)),
      tick_(std::max<std::chrono::milliseconds>(tick, quickest)),
      lag_(lag),
      take_(std::move(take)) {}

void MirrorSampler::start() {
  started_ = true;
  look_anew();
}

void MirrorSampler::stop() {
  started_ = false;
  timer_.cancel();
}

void MirrorSampler::touch() {
  if (!started_) return;
  lag_.changed(Clock::now());
  if (!std::exchange(touched_, true)) wake();
}

void MirrorSampler::look_anew() {
  if (!started_) return;
  lag_.changed(Clock::now());
  touched_ = all_wins_ = true;
  wake();
}

void MirrorSampler::wake() {
  if (look_ || !started_) return;
  Clock::duration pace = tick_;
  if (cost() > apply_slice) pace = std::max<Clock::duration>({tick_, slow, rest * cost()});
  const auto wait = touched_ ? pace : Clock::duration(at_rest);
  timer_.expires_at(looked_at_ + wait);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) begin();
  });
}

TimedPosition MirrorSampler::position(Instant now) const {
  return {sales_.log(), sales_.seq(), now};
}

void MirrorSampler::begin() {
  if (look_ || !started_) return;
  look_ = std::make_shared<MirrorSample>();
  look_->number = lag_.look();
  look_->content.position = position(io::now());
  looked_at_ = Clock::now();
  touched_ = false;
  piece_ = 0;
  spent_ = {};
  go_on();
}

void MirrorSampler::go_on() {
  if (!started_) return;
  const auto began = Clock::now();
  const auto& pieces = mirror_pieces();
  while (piece_ < pieces.size() && Clock::now() - began < apply_slice) {
    const auto& piece = pieces[piece_++];
    const auto now = io::now();
    look_->content.keys[piece.name] = {piece.kind, piece.read(sales_, now), position(now)};
  }
  if (piece_ == pieces.size()) finish();
  spent_ += Clock::now() - began;
  if (piece_ < pieces.size()) return boost::asio::post(loop_, [this] { go_on(); });
  cost_ = std::chrono::duration_cast<std::chrono::microseconds>(spent_);
  take_(std::exchange(look_, nullptr));
  wake();
}

void MirrorSampler::finish() {
  auto& content = look_->content;
  const bool all = std::exchange(all_wins_, false);
  content.wins = mirror_wins(sales_, io::now(), all ? WinsOf::always : WinsOf::lately);
  const auto& at = content.position;
  content.keys["position"] = {redis::MirrorKey::Kind::table,
                              {{"log", std::to_string(at.log)},
                               {"seq", std::to_string(at.seq)},
                               {"at", std::to_string(to_ms(at.at))}},
                              at};
}

}  // namespace dealbell::app
