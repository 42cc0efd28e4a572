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

// Turns the floor into boards, and boards into versions, each board at its own pace: the first
// change after quiet leaves at once, after that at most one version per tick; and by itself when a
// board's time has come (a new day, a moment's end). Lives on the floor's loop.
class Publisher {
 public:
  // What boards there are, by the org document; asked again whenever that is another one.
  using Boards = std::function<std::vector<BoardSource>(const core::SalesState&)>;
  using Publish = std::function<void(std::shared_ptr<const net::Publication>)>;

  // What beats tell besides. Called at any time from any thread.
  struct BeatExtras {
    // How the senders of webhooks do.
    std::function<std::vector<wire::SourceState>(Instant now)> senders;
    // Since when what others take is missing here; nullopt while it is not.
    std::function<std::optional<Instant>(Instant now)> unshared_since;
  };

  // Looks at the floor for the first publication: nobody else may be changing it meanwhile.
  Publisher(const core::SalesState& sales, boost::asio::any_io_executor loop, Boards boards,
            BeatExtras told);

  // From now on every publication goes to `publish`, the newest one at once.
  void start(Publish publish);
  // The floor has changed.
  void touch();
  void stop();

  // The newest versions, for those who ask over HTTP; never null. From any thread.
  std::shared_ptr<const net::Publication> newest() const { return newest_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct BoardSlot {
    BoardSource source;
    std::optional<ShownBoard> shown;
    Clock::time_point looked_at{};
    Seq seq = 0;          // every event up to it is in what is shown
    bool touched = true;  // the floor has changed since
  };
  void look_at_due();
  BoardSlot* most_overdue();
  void look(BoardSlot& place, Instant now);
  void publish();
  Clock::time_point due_at(const BoardSlot& place, Instant now) const;
  void wake_for_next();
  void list_boards();
  std::string epoch_of(const BoardSource& source) const;

  const core::SalesState& sales_;
  boost::asio::steady_timer timer_;
  std::string epoch_;
  Boards list_;
  BeatExtras told_;
  // What the list of boards and their revs rest on: the document, and which history is shown.
  struct Basis {
    std::uint64_t org_changes = 0, times_replaced = 0;
    LogNumber log = 1;
    bool operator==(const Basis&) const = default;
  };
  Basis basis() const { return {sales_.org_changes(), sales_.times_replaced(), sales_.log()}; }
  std::optional<Basis> listed_of_;
  std::vector<BoardSlot> places_;  // at most one more than the document's 50
  Publish publish_;
  std::atomic<std::shared_ptr<const net::Publication>> newest_;
  bool stopped_ = false;
};

}  // namespace dealbell::app
