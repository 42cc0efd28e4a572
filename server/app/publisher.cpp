#include "app/publisher.hpp"

#include <algorithm>
#include <cstdio>

#include "base/hash.hpp"
#include "io/clock.hpp"
#include "wire/live_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::int64_t embedded_log = 1;

// Another start is another epoch, and so is another layout: this node's revs begin anew with each.
std::string new_epoch(Instant now) {
  char text[24];
  std::snprintf(text, sizeof text, "w1-%llx", static_cast<unsigned long long>(to_ms(now)));
  return text;
}

std::string short_hash(std::string_view text) { return hash128_hex(text).substr(0, 8); }

}  // namespace

Publisher::Publisher(const core::Floor& floor, boost::asio::any_io_executor loop,
                     std::chrono::milliseconds tick, Boards boards)
    : floor_(floor),
      timer_(std::move(loop)),
      tick_(tick),
      epoch_(new_epoch(io::now())),
      list_(std::move(boards)) {
  look(io::now());
}

// A board whose layout stayed goes on with its revs; everything else begins a new epoch.
void Publisher::list_boards() {
  if (listed_of_ == floor_.org_changes()) return;
  listed_of_ = floor_.org_changes();
  std::vector<Shown> boards;
  for (auto& source : list_(floor_)) {
    const auto old = std::find_if(boards_.begin(), boards_.end(), [&](const Shown& shown) {
      return shown.source.id == source.id && shown.source.layout == source.layout;
    });
    Shown shown;
    if (old != boards_.end()) {
      shown = std::move(*old);
    } else {
      shown.state.channel = source.id;
      shown.state.epoch = epoch_ + (source.layout.empty() ? "" : "-" + short_hash(source.layout));
    }
    shown.source = std::move(source);
    boards.push_back(std::move(shown));
  }
  boards_ = std::move(boards);
}

void Publisher::start(Publish publish) {
  publish_ = std::move(publish);
  tick();
}

void Publisher::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Publisher::touch() {
  if (stopped_ || !publish_) return;
  // Who has put another document finds its boards at once.
  if (listed_of_ != floor_.org_changes()) return tick();
  if (touched_) return;
  touched_ = true;
  const auto since = std::chrono::steady_clock::now() - last_tick_;
  if (since >= tick_) return tick();
  timer_.expires_at(last_tick_ + tick_);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) tick();
  });
}

// Whether the board differs from what is shown; then its next version is made.
bool Publisher::refresh(Shown& shown, Instant now) {
  auto board = std::make_shared<core::Board>(shown.source.view(floor_, now));
  const bool first = shown.board == nullptr;
  const auto delta = first ? core::BoardDelta{} : core::diff(*shown.board, *board);
  shown.board = board;
  if (!first && delta.empty()) return false;

  auto& state = shown.state;
  const wire::Position position{embedded_log, floor_.seq(), now};
  state.from = state.rev++;
  const wire::BoardVersion version{state.channel, state.epoch, state.rev};
  state.delta = first ? nullptr
                      : std::make_shared<const std::string>(
                            wire::write_delta(version, state.from, position, delta));
  // The text is made when somebody needs it, on their thread: hence copies, no references.
  state.snapshot = std::make_shared<const net::LazyText>(
      [board, channel = state.channel, epoch = state.epoch, rev = state.rev, position] {
        return wire::write_snapshot({channel, epoch, rev}, position, *board);
      });
  return true;
}

void Publisher::tick() {
  if (stopped_) return;
  touched_ = false;
  last_tick_ = std::chrono::steady_clock::now();
  const auto now = io::now();
  const auto changes_at = look(now);
  publish_(newest());
  wake_at(changes_at, now);
}

// Makes the newest publication; returns when the boards next change by themselves.
Instant Publisher::look(Instant now) {
  auto publication = std::make_shared<net::Publication>();
  auto next = Instant::max();
  list_boards();
  for (auto& shown : boards_) {
    refresh(shown, now);
    next = std::min(next, shown.board->changes_at);
    publication->channels.push_back(shown.state);
  }
  std::vector<wire::SourceState> sources;
  for (const auto& [source, heard] : floor_.last_heard())
    sources.push_back({floor_.names().text(source), heard});
  publication->beat = [seq = floor_.seq(), sources = std::move(sources)](
                          const std::vector<const net::ChannelState*>& channels, Instant at) {
    std::vector<wire::BoardVersion> versions;
    for (const auto* c : channels) versions.push_back({c->channel, c->epoch, c->rev});
    return wire::write_beat({embedded_log, seq, at}, versions, sources);
  };
  newest_.store(std::move(publication));
  return next;
}

void Publisher::wake_at(Instant when, Instant now) {
  if (when == Instant::max()) return;
  // At least a tick from now: a view that is always due must not spin.
  timer_.expires_after(std::max<std::chrono::milliseconds>(when - now, tick_));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) tick();
  });
}

}  // namespace dealbell::app
