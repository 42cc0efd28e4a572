#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/board.hpp"
#include "core/floor.hpp"
#include "net/hub.hpp"

namespace dealbell::app {

// Turns the floor into boards, and boards into texts, at its own pace: the first change after quiet
// leaves at once, after that at most one frame per board per tick; and by itself when a board's
// time has come (a new day, a moment's end). Lives on the floor's loop.
class Publisher {
 public:
  struct BoardSource {
    std::string id;
    std::string layout;  // another layout is another epoch
    std::function<core::Board(const core::Floor&, Instant now)> view;
  };
  // What boards there are, by the org document; asked again whenever that is another one.
  using Boards = std::function<std::vector<BoardSource>(const core::Floor&)>;
  using Publish = std::function<void(std::shared_ptr<const net::Publication>)>;

  // Looks at the floor for the first publication: nobody else may be changing it meanwhile.
  Publisher(const core::Floor& floor, boost::asio::any_io_executor loop,
            std::chrono::milliseconds tick, Boards boards);

  // From now on every publication goes to `publish`, the newest one at once.
  void start(Publish publish);
  // The floor has changed.
  void touch();
  void stop();

  // The newest texts, for those who ask over HTTP; never null. From any thread.
  std::shared_ptr<const net::Publication> newest() const { return newest_.load(); }

 private:
  struct Shown {
    BoardSource source;
    std::shared_ptr<const core::Board> board;
    net::ChannelState state;
  };
  void tick();
  Instant look(Instant now);
  void wake_at(Instant when, Instant now);
  bool refresh(Shown& shown, Instant now);
  void list_boards();

  const core::Floor& floor_;
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  std::string epoch_;
  Boards list_;
  std::optional<std::uint64_t> listed_of_;  // which document (Floor::org_changes) named the boards
  std::vector<Shown> boards_;
  Publish publish_;
  std::atomic<std::shared_ptr<const net::Publication>> newest_;
  std::chrono::steady_clock::time_point last_tick_{};
  bool touched_ = false;
  bool stopped_ = false;
};

}  // namespace dealbell::app
