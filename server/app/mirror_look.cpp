#include "app/mirror_look.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/mirror_content.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;

constexpr auto floor_slice = 2ms;
constexpr auto quickest = 50ms;
// A look that costs more than a slice is taken less often: 5 % of the floor's time at most.
constexpr auto slow = 250ms;
constexpr int rest = 20;
constexpr auto at_rest = 60s;

}  // namespace

MirrorLook::MirrorLook(const core::Floor& floor, boost::asio::any_io_executor loop,
                       std::chrono::milliseconds tick, MirrorLag& lag, Take take)
    : floor_(floor),
      loop_(loop),
      timer_(std::move(loop)),
      tick_(std::max<std::chrono::milliseconds>(tick, quickest)),
      lag_(lag),
      take_(std::move(take)) {}

void MirrorLook::start() {
  started_ = true;
  look_anew();
}

void MirrorLook::stop() {
  started_ = false;
  timer_.cancel();
}

void MirrorLook::touch() {
  if (!started_) return;
  lag_.changed(Clock::now());
  if (!std::exchange(touched_, true)) wake();
}

void MirrorLook::look_anew() {
  if (!started_) return;
  lag_.changed(Clock::now());
  touched_ = all_wins_ = true;
  wake();
}

void MirrorLook::wake() {
  if (look_ || !started_) return;
  Clock::duration pace = tick_;
  if (cost() > floor_slice) pace = std::max<Clock::duration>({tick_, slow, rest * cost()});
  const auto wait = touched_ ? pace : Clock::duration(at_rest);
  timer_.expires_at(looked_at_ + wait);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) begin();
  });
}

redis::MirrorPosition MirrorLook::position(Instant now) const {
  return {floor_.log(), floor_.seq(), now};
}

void MirrorLook::begin() {
  if (look_ || !started_) return;
  look_ = std::make_shared<Look>();
  look_->number = lag_.look();
  look_->content.position = position(io::now());
  looked_at_ = Clock::now();
  touched_ = false;
  piece_ = 0;
  spent_ = {};
  go_on();
}

void MirrorLook::go_on() {
  if (!started_) return;
  const auto began = Clock::now();
  const auto& pieces = mirror_pieces();
  while (piece_ < pieces.size() && Clock::now() - began < floor_slice) {
    const auto& piece = pieces[piece_++];
    const auto now = io::now();
    look_->content.keys[piece.name] = {piece.kind, piece.read(floor_, now), position(now)};
  }
  if (piece_ == pieces.size()) finish();
  spent_ += Clock::now() - began;
  if (piece_ < pieces.size()) return boost::asio::post(loop_, [this] { go_on(); });
  cost_ = std::chrono::duration_cast<std::chrono::microseconds>(spent_);
  take_(std::exchange(look_, nullptr));
  wake();
}

void MirrorLook::finish() {
  auto& content = look_->content;
  const bool all = std::exchange(all_wins_, false);
  content.wins = mirror_wins(floor_, io::now(), all ? WinsOf::always : WinsOf::lately);
  const auto& at = content.position;
  content.keys["position"] = {redis::MirrorKey::Kind::table,
                              {{"log", std::to_string(at.log)},
                               {"seq", std::to_string(at.seq)},
                               {"at", std::to_string(to_ms(at.at))}},
                              at};
}

}  // namespace dealbell::app
