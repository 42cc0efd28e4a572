#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <optional>

#include "support/net/live_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

// As long as it exists, this process can open exactly `count` more descriptors.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t count) {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int next = dup(0);
    close(next);
    auto limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(next) + count;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;
  ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(Descriptors, AServerOutOfDescriptorsContinuesWhenThereAreSome) {
  test::RunningServer running;
  running.options.live.beat_every = std::chrono::milliseconds(5);
  running.start();
  running.server().publish(test::publication({test::state("wall", "e1", 0, 1)}));
  test::LiveClient clock(running.port());
  clock.send("hello wall e1 1");

  std::optional<FewDescriptors> few(1);
  test::RawClient waiting(running.port());  // uses the last one, so that it cannot be accepted
  waiting.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  for (int beats = 0; beats < 3; ++beats)
    clock.receive();  // by then the server has tried and failed
  few.reset();

  EXPECT_TRUE(waiting.read_response().starts_with("HTTP/1.1 404 "));
}

}  // namespace
}  // namespace dealbell::net
