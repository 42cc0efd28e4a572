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

constexpr std::chrono::milliseconds slice{2};  // of the state loop's time, in one go

// Every start has an epoch of its own, and so has every layout: revs begin again with each.
std::string new_epoch(Instant now) {
  char text[24];
  std::snprintf(text, sizeof text, "w1-%llx", static_cast<unsigned long long>(to_ms(now)));
  return text;
}

std::string short_hash(std::string_view text) { return hash128_hex(text).substr(0, 8); }

// Joins the times of the sources' last events with the states of the webhook sources.
std::vector<wire::SourceState> merged(std::vector<wire::SourceState> by_events,
                                      std::vector<wire::SourceState> by_webhooks) {
  for (auto& source : by_webhooks) {
    const auto known = std::find_if(by_events.begin(), by_events.end(),
                                    [&](const auto& one) { return one.name == source.name; });
    if (known == by_events.end())
      by_events.push_back(std::move(source));
    else
      *known = {source.name, std::max(known->last, source.last), std::move(source.state)};
  }
  return by_events;
}

}  // namespace

Publisher::Publisher(const core::SalesState& sales, boost::asio::any_io_executor loop,
                     ListBoards list_boards, BeatExtras extras)
    : sales_(sales),
      timer_(std::move(loop)),
      epoch_(new_epoch(io::now())),
      list_boards_(std::move(list_boards)),
      extras_(std::move(extras)) {
  update_due_boards();
}

std::string Publisher::epoch_of(const BoardSource& source) const {
  return source.layout.empty() ? epoch_ : epoch_ + "-" + short_hash(source.layout);
}

// A board with the same layout keeps its epoch and revs; every other one begins a new epoch.
void Publisher::update_list() {
  const auto key = list_key();
  if (listed_ == key) return;
  const auto before = std::exchange(listed_, key).value_or(key);
  if (before.times_replaced != key.times_replaced || before.log != key.log) {
    // Another history: the versions shown so far may contain events that no longer exist, and their
    // positions cannot be compared with the new ones.
    epoch_ = new_epoch(io::now());
    slots_.clear();
  }
  std::vector<BoardSlot> slots;
  for (auto& source : list_boards_(sales_)) {
    BoardSlot slot;
    const auto old = std::find_if(slots_.begin(), slots_.end(), [&](const BoardSlot& s) {
      return s.source.id == source.id && s.source.layout == source.layout;
    });
    if (old != slots_.end()) slot = std::move(*old);
    slot.source = std::move(source);
    slot.stale = true;
    slot.computed_at = {};
    slots.push_back(std::move(slot));
  }
  slots_ = std::move(slots);
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
  bool changed = listed_ != list_key();
  for (auto& slot : slots_) changed = !std::exchange(slot.stale, true) || changed;
  if (changed) update_due_boards();
}

// When the board must be computed again. Both a changed board and one that changes by itself wait
// for the tick: a board that is always due must not keep the loop busy.
Publisher::Clock::time_point Publisher::due_at(const BoardSlot& slot, Instant now) const {
  const auto earliest = slot.computed_at + slot.source.tick;
  if (slot.stale) return earliest;
  const auto changes_at = slot.shown->changes_at();
  if (changes_at == Instant::max()) return Clock::time_point::max();
  return std::max(earliest, Clock::now() + (changes_at - now));
}

// The board that has been due for the longest time; nullptr when none is due.
Publisher::BoardSlot* Publisher::most_overdue() {
  const auto now = io::now();
  BoardSlot* first = nullptr;
  auto earliest = Clock::now();
  for (auto& slot : slots_) {
    const auto due = due_at(slot, now);
    if (due > earliest) continue;
    earliest = due;
    first = &slot;
  }
  return first;
}

void Publisher::update_due_boards() {
  if (stopped_) return;
  update_list();  // after a PUT of the org document, its boards exist at once
  const auto began = Clock::now();
  const auto has_version = [](const BoardSlot& slot) { return slot.shown.has_value(); };
  bool computed = false;
  while (auto* slot = most_overdue()) {
    compute(*slot, io::now());
    computed = true;
    // The other boards follow after what is queued on the loop. A publication needs a version of
    // every board, though.
    const bool complete = std::all_of(slots_.begin(), slots_.end(), has_version);
    if (complete && Clock::now() - began > slice) break;
  }
  if (computed) publish();
  schedule_next();
}

void Publisher::compute(BoardSlot& slot, Instant now) {
  slot.computed_at = Clock::now();
  slot.stale = false;
  slot.seq = sales_.seq();
  const TimedPosition position{sales_.log(), sales_.seq(), now};
  auto board = slot.source.compute(sales_, now);
  if (slot.shown)
    slot.shown->show(std::move(board), position);
  else
    slot.shown.emplace(slot.source.id, epoch_of(slot.source), std::move(board), position);
}

void Publisher::publish() {
  auto publication = std::make_shared<net::Publication>();
  std::map<const net::Version*, Seq> seqs;
  for (const auto& slot : slots_) {
    publication->channels.push_back(slot.shown->version());
    seqs[slot.shown->version().get()] = slot.seq;
  }
  std::vector<wire::SourceState> by_events;
  for (const auto& [source, last] : sales_.last_received())
    by_events.push_back({sales_.names().text(source), last});
  publication->beat = [seqs = std::move(seqs), by_events = std::move(by_events), extras = extras_,
                       log = sales_.log(), newest = sales_.seq()](
                          const std::vector<const net::Version*>& versions, Instant at) {
    std::vector<wire::BoardVersion> boards;
    auto seq = newest;
    for (const auto* v : versions) {
      boards.push_back({v->channel(), v->epoch(), v->rev()});
      seq = std::min(seq, seqs.at(v));  // a board with a longer tick may lack the newest events
    }
    return wire::write_beat({log, seq, at}, boards, merged(by_events, extras.sources(at)),
                            extras.unshared_since(at));
  };
  newest_.store(publication);
  if (publish_) publish_(std::move(publication));
}

void Publisher::schedule_next() {
  const auto now = io::now();
  auto next = Clock::time_point::max();
  for (const auto& slot : slots_) next = std::min(next, due_at(slot, now));
  if (next == Clock::time_point::max()) return;
  timer_.expires_at(next);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) update_due_boards();
  });
}

}  // namespace dealbell::app
