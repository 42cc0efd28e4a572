#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "support/net/live_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

using test::LiveClient;
using test::publication;
using test::state;

constexpr int screens = 400;  // more per shard than one slice, on each of two
constexpr int publishes = 400;
// A screen with a small receive buffer falls behind after some forty frames of this size.
constexpr int small_buffer_bytes = 4096;
constexpr std::size_t frame_bytes = 1000;

// A wall as in a browser: has a rev, and checks every frame against the rules of the protocol.
class Screen {
 public:
  explicit Screen(LiveClient client) : client_(std::move(client)) {}

  void send(const std::string& text) { client_.send(text); }

  // Applies frames until it has this rev; false if the connection ends before.
  bool read_up_to(std::int64_t target) {
    while (rev_ < target) {
      std::istringstream frame(client_.receive());
      std::string kind, channel, epoch;
      std::int64_t from = 0, rev = 0;
      frame >> kind >> channel >> epoch;
      if (kind == "welcome" || kind == "beat") continue;
      if (kind == "delta") {
        frame >> from >> rev;
        EXPECT_LE(from, rev_) << "a gap";
        EXPECT_GT(rev, rev_);
      } else if (kind == "snapshot") {
        frame >> rev;
      } else {
        return false;
      }
      rev_ = rev;
    }
    return true;
  }
  std::int64_t rev() const { return rev_; }

 private:
  LiveClient client_;
  std::int64_t rev_ = -1;
};

// A publisher with deltas from the last few versions.
class Publisher {
 public:
  explicit Publisher(Server& server) : server_(server) { publish(); }
  void publish() {
    ++rev_;
    server_.publish(publication({state("wall", "e1", rev_ - 5, rev_, frame_bytes)}));
  }
  std::int64_t rev() const { return rev_; }

 private:
  Server& server_;
  std::int64_t rev_ = -1;
};

TEST(Convergence, EveryScreenReachesTheNewestVersionWithoutAGap) {
  const auto seed = testing::UnitTest::GetInstance()->random_seed() != 0
                        ? static_cast<unsigned>(testing::UnitTest::GetInstance()->random_seed())
                        : 20261123u;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  test::RunningServer running;
  running.options.shards = 2;
  running.options.live.beat_every = std::chrono::milliseconds(20);
  running.start();
  Publisher publisher(running.server());
  std::vector<std::unique_ptr<Screen>> walls;
  const auto connect = [&] {
    const bool by_address = below(2) == 0;
    LiveClient client(running.port(), by_address ? "/live?board=wall" : "/live", "",
                      below(2) * small_buffer_bytes);
    if (!by_address) client.send("hello wall - -1");
    return std::make_unique<Screen>(std::move(client));
  };
  for (int i = 0; i < screens; ++i) walls.push_back(connect());

  for (int i = 0; i < publishes; ++i) {
    publisher.publish();
    auto& wall = walls[static_cast<std::size_t>(below(screens))];
    switch (below(4)) {
      case 0:
        EXPECT_TRUE(wall->read_up_to(publisher.rev()));
        break;
      case 1:
        wall->send("resync wall");
        break;
      case 2:
        wall = connect();
        break;
      case 3:
        break;
    }
  }

  for (auto& wall : walls) {
    EXPECT_TRUE(wall->read_up_to(publisher.rev()));
    EXPECT_EQ(wall->rev(), publisher.rev());
  }
}

}  // namespace
}  // namespace dealbell::net
