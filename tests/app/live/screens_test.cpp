#include <gtest/gtest.h>

#include <deque>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/live/live_protocol.hpp"
#include "app/live/shown_board.hpp"
#include "net/live/client_cursor.hpp"
#include "net/live/latest_publication.hpp"
#include "support/core/random.hpp"

// The whole path of a board to a screen, without a socket: random histories of boards, and screens
// that stall, lose their connection or single frames, get a frame twice and reconnect. Once nothing
// changes any more, every screen shows what the server shows, and none has ever skipped a version.
namespace dealbell::app {
namespace {

using nlohmann::json;
using test::Random;

const std::vector<std::string> board_names = {"wall", "desk", "floor"};
const std::vector<std::string> tile_names = {"hero", "ranking", "today"};

core::Row random_row(Random& random) {
  return {{"pos", static_cast<std::int64_t>(random.below(4))},
          {"name", std::string(random.below(3), 'x')},
          {"value", random.chance(20) ? core::Value{} : core::Value{"12.00"}}};
}

// Boards that change and sometimes begin a new epoch.
class ChangingOffice {
 public:
  explicit ChangingOffice(Random& random) : random_(random) {
    for (const auto& name : board_names) begin(name);
    publish();
  }

  void change() {
    const auto& name = random_.pick(board_names);
    if (random_.chance(2)) {
      begin(name);  // another layout
    } else {
      auto& board = boards_[name];
      for (auto changes = random_.below(4); changes > 0; --changes) mutate(board);
      ++seq_;
      shown_.at(name).show(board, position());
    }
    publish();
  }

  net::LatestPublication& latest() { return latest_; }
  // The board as the server would send it in a snapshot: what every screen must show in the end.
  std::string tiles_of(const std::string& name) const {
    return json::parse(shown_.at(name).version()->snapshot()).at("tiles").dump();
  }

 private:
  void begin(const std::string& name) {
    auto& board = boards_[name] = {};
    for (const auto& tile : tile_names) board.tiles[tile];
    for (int i = 0; i < 10; ++i) mutate(board);
    shown_.erase(name);
    shown_.emplace(name, ShownBoard(name, "e" + std::to_string(++epochs_), board, position()));
  }

  void mutate(core::Board& board) {
    auto& tile = board.tiles[random_.pick(tile_names)];
    const auto key = "row" + std::to_string(random_.below(6));
    if (random_.chance(20))
      tile.meta = random_row(random_);
    else if (random_.chance(30))
      tile.rows.erase(key);
    else
      tile.rows[key] = random_row(random_);
  }

  void publish() {
    auto publication = std::make_shared<net::Publication>();
    for (const auto& [name, shown] : shown_) publication->channels.push_back(shown.version());
    publication->beat = [at = position()](const std::vector<const net::Version*>& versions,
                                          Instant) {
      std::vector<wire::BoardVersion> boards;
      for (const auto* v : versions) boards.push_back({v->channel(), v->epoch(), v->rev()});
      return wire::write_beat(at, boards, {}, std::nullopt);
    };
    latest_.replace(std::move(publication));
  }

  TimedPosition position() const { return {1, seq_, Instant{}}; }

  Random& random_;
  Seq seq_ = 0;
  int epochs_ = 0;
  std::map<std::string, core::Board> boards_;
  std::map<std::string, ShownBoard> shown_;
  net::LatestPublication latest_;
};

// The text of a frame, decoded as a browser would.
std::string text_of(const std::string& bytes, net::Form form) {
  if (form == net::Form::event_stream) {
    const auto start = bytes.find("data: ") + 6;
    return bytes.substr(start, bytes.size() - start - 2);
  }
  const auto length = static_cast<unsigned char>(bytes.at(1));
  return bytes.substr(length < 126 ? 2u : length == 126 ? 4u : 10u);
}

// A screen and its connection: the boards it has, and the frames in flight.
class Screen {
 public:
  Screen(ChangingOffice& office, const net::LiveProtocol& protocol, net::Form form)
      : office_(office), protocol_(protocol), form_(form) {
    connect();
  }

  // Reconnects: frames in flight are lost, the boards are kept.
  void connect() {
    in_flight_.clear();
    resyncing_.clear();
    cursor_.emplace(protocol_, form_);
    json hello{{"type", "hello"}, {"boards", json::array()}};
    for (const auto& name : board_names) {
      json subscription{{"board", name}};
      if (boards_.contains(name)) {
        subscription["epoch"] = boards_[name]["epoch"];
        subscription["rev"] = boards_[name]["rev"];
      }
      hello["boards"].push_back(subscription);
    }
    send(hello);
  }

  // The server writes one frame, if it has one. A screen whose pump() is not called has a full
  // socket.
  bool pump() {
    const auto action = cursor_->next(office_.latest(), Instant{});
    if (action.frame) in_flight_.push_back(action.frame);
    return action.frame != nullptr;
  }
  // TCP loses nothing, but a bug of ours could lose a delta: the screen must recover.
  void lose_a_delta() {
    if (!in_flight_.empty() && in_flight_.front()->find("\"delta\"") != std::string::npos)
      in_flight_.pop_front();
  }
  void repeat_a_frame() {
    if (!in_flight_.empty()) in_flight_.push_front(in_flight_.front());
  }
  void resync(const std::string& board) { send({{"type", "resync"}, {"board", board}}); }
  void owe_beat() {
    resyncing_.clear();  // as the client does after some time
    cursor_->owe_beat();
  }

  bool read() {
    if (in_flight_.empty()) return false;
    const auto frame = json::parse(text_of(*in_flight_.front(), form_));
    in_flight_.pop_front();
    take(frame);
    return true;
  }

  std::string tiles_of(const std::string& name) { return boards_[name]["tiles"].dump(); }
  int deltas() const { return deltas_; }
  int merged() const { return merged_; }

 private:
  void send(const json& message) {
    const auto parsed = protocol_.parse(message.dump());
    ASSERT_TRUE(parsed);
    EXPECT_EQ(cursor_->take(*parsed), std::nullopt);
  }

  void take(const json& frame) {
    const auto type = frame.at("type").get<std::string>();
    if (type == "snapshot") {
      boards_[frame.at("board")] = frame;
      resyncing_.erase(frame.at("board"));
    } else if (type == "delta") {
      take_delta(frame);
    } else if (type == "beat") {
      for (const auto& [name, rev] : frame.at("boards").items())
        if (boards_.contains(name) && rev != boards_[name]["rev"]) request_resync(name);
    }
  }

  // The rule of wire/PROTOCOL.md. A delta from a rev that we do not have yet means that a frame was
  // lost.
  void take_delta(const json& delta) {
    const std::string name = delta.at("board");
    auto& board = boards_[name];
    if (board.is_null() || board["epoch"] != delta.at("epoch") || delta["from"] > board["rev"])
      return request_resync(name);
    if (delta["rev"] <= board["rev"]) return;
    ++deltas_;
    if (delta["rev"].get<int>() - delta["from"].get<int>() > 1) ++merged_;
    board["rev"] = delta["rev"];
    for (const auto& [tile, change] : delta.at("tiles").items()) {
      auto& mine = board["tiles"][tile];
      const auto set = change.value("set", json::object()),
                 del = change.value("del", json::array());
      for (const auto& [key, row] : set.items()) mine["rows"][key] = row;
      for (const auto& key : del) mine["rows"].erase(key.get<std::string>());
      if (change.contains("meta")) mine["meta"] = change["meta"];
    }
  }

  void request_resync(const std::string& name) {
    if (resyncing_.insert(name).second) resync(name);
  }

  ChangingOffice& office_;
  const net::LiveProtocol& protocol_;
  net::Form form_;
  std::optional<net::ClientCursor> cursor_;
  std::deque<net::Text> in_flight_;
  std::map<std::string, json> boards_;
  std::set<std::string> resyncing_;
  int deltas_ = 0, merged_ = 0;
};

void converge(ChangingOffice& office, std::vector<Screen>& screens) {
  // Several beats: the first reveals a lost frame, and its resync may have been lost, too.
  for (int beat = 0; beat < 3; ++beat)
    for (auto& screen : screens) {
      screen.owe_beat();
      while (screen.pump() || screen.read()) {
      }
    }
  for (const auto& name : board_names)
    for (auto& screen : screens) ASSERT_EQ(screen.tiles_of(name), office.tiles_of(name)) << name;
}

TEST(Screens, AllShowTheServersBoardsInTheEndWhateverHappensToTheirConnections) {
  const auto seed = static_cast<std::uint64_t>(testing::UnitTest::GetInstance()->random_seed());
  SCOPED_TRACE("seed " + std::to_string(seed));
  const auto protocol = live_protocol("test");
  int deltas = 0, merged = 0;
  for (std::uint64_t round = 0; round < 20; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    Random random(seed * 1000 + round);
    ChangingOffice office(random);
    std::vector<Screen> screens;
    screens.reserve(8);
    for (int i = 0; i < 8; ++i)
      screens.emplace_back(office, protocol,
                           i % 2 ? net::Form::event_stream : net::Form::web_socket);
    for (int step = 0; step < 400; ++step) {
      if (random.chance(40)) office.change();
      auto& screen = screens[random.below(screens.size())];
      const auto what = random.below(100);
      if (what < 40)
        screen.pump();
      else if (what < 85)
        screen.read();
      else if (what < 88)
        screen.lose_a_delta();
      else if (what < 92)
        screen.repeat_a_frame();
      else if (what < 95)
        screen.resync(random.pick(board_names));
      else if (what < 97)
        screen.owe_beat();
      else
        screen.connect();
    }
    converge(office, screens);
    for (const auto& screen : screens) deltas += screen.deltas(), merged += screen.merged();
  }
  // The random histories must have contained what this test is about.
  EXPECT_GT(deltas, 1000);
  EXPECT_GT(merged, 100);
}

}  // namespace
}  // namespace dealbell::app
