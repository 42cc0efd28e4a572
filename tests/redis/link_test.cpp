#include "redis/link.hpp"

#include <gtest/gtest.h>

#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::RedisServer;
using test::run;
namespace asio = boost::asio;

Link::Options options_for(const std::string& url) {
  Link::Options options;
  options.url = parse_url(url).value();
  options.name = "dealbell:n1";
  options.retry_longest = 200ms;
  options.check_every = 200ms;
  options.seed = 7;
  return options;
}

TEST(Link, AsksAndIsAnswered) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  asio::io_context loop;
  Link link(loop.get_executor(), options_for(server.url()));
  link.start();

  ASSERT_TRUE(run(loop, link.connected_within(5s)));
  const auto reply = run(loop, link.call(Command{"GET", "nothing"}, 1s));

  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_TRUE(reply->is_nil());
  EXPECT_EQ(link.connections(), 1u);
  EXPECT_EQ(link.state().where, to_string(server.endpoint()));
}

}  // namespace
}  // namespace dealbell::redis
