#include "app/live/publisher.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

#include "base/hash.hpp"
#include "io/clock.hpp"
#include "wire/live_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::milliseconds slice{2};  // of the floor's time, at once

// Another start is another epoch, and so is another layout: this node's revs begin anew with each.
std::string new_epoch(Instant now) {
  char text[24];
  std::snprintf(text, sizeof text, "w1-%llx", static_cast<unsigned long long>(to_ms(now)));
  return text;
}

std::string short_hash(std::string_view text) { return hash128_hex(text).substr(0, 8); }

// What the floor heard, and of those who send webhooks how they do.
std::vector<wire::SourceState> with_senders(std::vector<wire::SourceState> heard,
                                            std::vector<wire::SourceState> senders) {
  for (auto& sender : senders) {
    const auto known = std::find_if(heard.begin(), heard.end(),
                                    [&](const auto& one) { return one.name == sender.name; });
    if (known == heard.end())
      heard.push_back(std::move(sender));
    else
      *known = {sender.name, std::max(known->last, sender.last), std::move(sender.state)};
  }
  return heard;
}

}  // namespace

Publisher::Publisher(const core::SalesState& sales, boost::asio::any_io_executor loop,
                     Boards boards, BeatExtras told)
    : sales_(sales),
      timer_(std::move(loop)),
      epoch_(new_epoch(io::now())),
      list_(std::move(boards)),
      told_(std::move(told)) {
  look_at_due();
}

std::string Publisher::epoch_of(const BoardSource& source) const {
  return source.layout.empty() ? epoch_ : epoch_ + "-" + short_hash(source.layout);
}

// A board whose layout stayed goes on with its revs; everything else begins a new epoch.
void Publisher::list_boards() {
  const auto now = basis();
  if (listed_of_ == now) return;
  const auto before = std::exchange(listed_of_, now).value_or(now);
  if (before.times_replaced != now.times_replaced || before.log != now.log) {
    // What was shown may never have been, and its positions say nothing any more.
    epoch_ = new_epoch(io::now());
    places_.clear();
  }
  std::vector<BoardSlot> places;
  for (auto& source : list_(sales_)) {
    BoardSlot place;
    const auto old = std::find_if(places_.begin(), places_.end(), [&](const BoardSlot& p) {
      return p.source.id == source.id && p.source.layout == source.layout;
    });
    if (old != places_.end()) place = std::move(*old);
    place.source = std::move(source);
    place.touched = true;
    place.looked_at = {};
    places.push_back(std::move(place));
  }
  places_ = std::move(places);
}

void Publisher::start(Publish publish) {
  publish_ = std::move(publish);
  touch();
  publish_(newest());
}

void Publisher::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Publisher::touch() {
  if (stopped_ || !publish_) return;
  bool news = listed_of_ != basis();
  for (auto& place : places_) news = !std::exchange(place.touched, true) || news;
  if (news) look_at_due();
}

// When the board must be looked at again: a change waits for the tick, and so does a board whose
// time has come, since one that is always due must not spin.
Publisher::Clock::time_point Publisher::due_at(const BoardSlot& place, Instant now) const {
  const auto earliest = place.looked_at + place.source.tick;
  if (place.touched) return earliest;
  const auto changes_at = place.shown->changes_at();
  if (changes_at == Instant::max()) return Clock::time_point::max();
  return std::max(earliest, Clock::now() + (changes_at - now));
}

// The board that has waited longest, if any is due.
Publisher::BoardSlot* Publisher::most_overdue() {
  const auto now = io::now();
  BoardSlot* first = nullptr;
  auto earliest = Clock::now();
  for (auto& place : places_) {
    const auto due = due_at(place, now);
    if (due > earliest) continue;
    earliest = due;
    first = &place;
  }
  return first;
}

void Publisher::look_at_due() {
  if (stopped_) return;
  list_boards();  // who has put another document finds its boards at once
  const auto began = Clock::now();
  const auto shown = [](const BoardSlot& place) { return place.shown.has_value(); };
  bool looked = false;
  while (auto* place = most_overdue()) {
    look(*place, io::now());
    looked = true;
    // The others right after whoever waits for the floor; but a board without a version is no
    // board.
    const bool all_shown = std::all_of(places_.begin(), places_.end(), shown);
    if (all_shown && Clock::now() - began > slice) break;
  }
  if (looked) publish();
  wake_for_next();
}

void Publisher::look(BoardSlot& place, Instant now) {
  place.looked_at = Clock::now();
  place.touched = false;
  place.seq = sales_.seq();
  const TimedPosition position{sales_.log(), sales_.seq(), now};
  auto board = place.source.view(sales_, now);
  if (place.shown)
    place.shown->show(std::move(board), position);
  else
    place.shown.emplace(place.source.id, epoch_of(place.source), std::move(board), position);
}

void Publisher::publish() {
  auto publication = std::make_shared<net::Publication>();
  std::map<const net::Version*, Seq> seqs;
  for (const auto& place : places_) {
    publication->channels.push_back(place.shown->version());
    seqs[place.shown->version().get()] = place.seq;
  }
  std::vector<wire::SourceState> sources;
  for (const auto& [source, received_at] : sales_.last_received())
    sources.push_back({sales_.names().text(source), heard});
  publication->beat = [seqs = std::move(seqs), heard = std::move(sources), told = told_,
                       log = sales_.log(), newest = sales_.seq()](
                          const std::vector<const net::Version*>& versions, Instant at) {
    std::vector<wire::BoardVersion> boards;
    auto seq = newest;
    for (const auto* v : versions) {
      boards.push_back({v->channel(), v->epoch(), v->rev()});
      seq = std::min(seq, seqs.at(v));  // a board with a longer tick may not show the newest yet
    }
    return wire::write_beat({log, seq, at}, boards, with_senders(heard, told.senders(at)),
                            told.unshared_since(at));
  };
  newest_.store(publication);
  if (publish_) publish_(std::move(publication));
}

void Publisher::wake_for_next() {
  const auto now = io::now();
  auto next = Clock::time_point::max();
  for (const auto& place : places_) next = std::min(next, due_at(place, now));
  if (next == Clock::time_point::max()) return;
  timer_.expires_at(next);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) look_at_due();
  });
}

}  // namespace dealbell::app
