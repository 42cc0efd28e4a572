#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/live/shown_board.hpp"
#include "core/state/sales_state.hpp"
#include "net/live/hub.hpp"
#include "wire/live_json.hpp"

namespace dealbell::app {

// Computes boards from the sales state and publishes their versions, each board at its own pace:
// the first change after a quiet time at once, then at most one version per tick. A board that
// changes by itself (a new day, the end of a moment) is computed when its time comes. Lives on the
// state loop.
class Publisher {
 public:
  // The boards there are. Called again whenever the org document has changed.
  using ListBoards = std::function<std::vector<BoardSource>(const core::SalesState&)>;
  using Publish = std::function<void(std::shared_ptr<const net::Publication>)>;

  // What beats contain beyond the boards. Called at any time from any thread.
  struct BeatExtras {
    // The state of every webhook source.
    std::function<std::vector<wire::SourceState>(Instant now)> sources;
    // Since when events of other nodes may be missing here; nullopt: none are.
    std::function<std::optional<Instant>(Instant now)> unshared_since;
  };

  // Computes every board for the first publication, so nothing may change `sales` meanwhile.
  Publisher(const core::SalesState& sales, boost::asio::any_io_executor loop,
            ListBoards list_boards, BeatExtras extras);

  // Every further publication goes to `publish`, the newest one at once.
  void start(Publish publish);
  // The sales state has changed.
  void touch();
  void stop();

  // The newest versions; never null. From any thread.
  std::shared_ptr<const net::Publication> newest() const { return newest_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct BoardSlot {
    BoardSource source;
    std::optional<ShownBoard> shown;
    Clock::time_point computed_at{};
    Seq seq = 0;        // the shown version contains every event up to this one
    bool stale = true;  // the sales state has changed since
  };
  // The list of boards and their revs are valid while these stay the same.
  struct ListKey {
    std::uint64_t org_changes = 0, times_replaced = 0;
    LogNumber log = 1;
    bool operator==(const ListKey&) const = default;
  };
  ListKey list_key() const { return {sales_.org_changes(), sales_.times_replaced(), sales_.log()}; }

  void update_list();
  void update_due_boards();
  BoardSlot* most_overdue();
  void compute(BoardSlot& slot, Instant now);
  void publish();
  Clock::time_point due_at(const BoardSlot& slot, Instant now) const;
  void schedule_next();
  std::string epoch_of(const BoardSource& source) const;

  const core::SalesState& sales_;
  boost::asio::steady_timer timer_;
  std::string epoch_;
  ListBoards list_boards_;
  BeatExtras extras_;
  std::optional<ListKey> listed_;
  std::vector<BoardSlot> slots_;  // the wall and at most 50 of the org document
  Publish publish_;
  std::atomic<std::shared_ptr<const net::Publication>> newest_;
  bool stopped_ = false;
};

}  // namespace dealbell::app
