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

constexpr int screens = 400;  // more than a shard visits in one go, on each of two
constexpr int publishes = 400;
// A screen that reads into little falls behind after some forty frames of this size.
constexpr int little_bytes = 4096;
constexpr std::size_t frame_bytes = 1000;

// A wall as a browser keeps it: one rev, and every frame checked against the rule of the protocol.
class Screen {
 public:
  explicit Screen(LiveClient client) : client_(std::move(client)) {}

  void say(const std::string& text) { client_.say(text); }

  // Applies frames until this rev is reached; false when the connection ends before.
  bool read_up_to(std::int64_t wanted) {
    while (rev_ < wanted) {
      std::istringstream frame(client_.hear());
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

// A publisher that knows deltas from the last few versions.
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

TEST(Convergence, EveryScreenReachesTheNewestStateAndAppliesNoGap) {
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
                      below(2) * little_bytes);
    if (!by_address) client.say("hello wall - -1");
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
        wall->say("resync wall");
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
