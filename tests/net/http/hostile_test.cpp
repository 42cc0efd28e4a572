// Requests of a client that wants to do harm: the server answers, closes, and keeps its memory.

#include <gtest/gtest.h>

#include <string>

#include "support/net/http_request.hpp"
#include "support/net/raw_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

class HostileTest : public testing::Test {
 protected:
  void SetUp() override {
    auto echo = [](const Request& request) {
      return text_response(200, "text/plain", request.body + "!");
    };
    running.options.routes = {
        {Method::post, "/echo", test::answer(echo), {.body_max_bytes = 1 << 20}},
        {Method::get, "/echo", test::answer(echo), {}}};
    running.options.allowed_hosts = {"ours"};
    running.start();
  }
  // Everything that the server sends in reply to bytes after which it closes the connection.
  std::string send_last(const std::string& bytes) {
    test::RawClient raw(running.port());
    raw.send(bytes);
    auto response = raw.read_to_end();
    EXPECT_FALSE(raw.timed_out());
    return response;
  }
  std::string status_of(const std::string& bytes) {
    test::RawClient raw(running.port());
    raw.send(bytes);
    const auto response = raw.read_response();
    return response.substr(0, response.find("\r\n"));
  }

  test::RunningServer running;
};

constexpr auto chunked = "POST /echo HTTP/1.1\r\nHost: ours\r\nTransfer-Encoding: chunked\r\n\r\n";

TEST_F(HostileTest, AChunkLineWithoutAnEndIsRefused) {
  const auto response =
      send_last(chunked + ("2;" + std::string(200'000, 'a')) + "\r\nhi\r\n0\r\n\r\n");

  EXPECT_TRUE(response.starts_with("HTTP/1.1 400 ")) << response;
}

TEST_F(HostileTest, TrailersWithoutAnEndAreRefused) {
  std::string trailers;
  for (int i = 0; i < 40'000; ++i) trailers += "a: b\r\n";

  const auto response = send_last(chunked + ("2\r\nhi\r\n0\r\n" + trailers) + "\r\n");

  EXPECT_TRUE(response.starts_with("HTTP/1.1 400 ")) << response;
}

TEST_F(HostileTest, LargeChunksAndBodiesAreRead) {
  const std::string body(300'000, 'x');

  EXPECT_EQ(status_of(chunked + ("493E0\r\n" + body) + "\r\n0\r\n\r\n"), "HTTP/1.1 200 OK");
  EXPECT_EQ(status_of("POST /echo HTTP/1.1\r\nHost: ours\r\nContent-Length: 300000\r\n\r\n" + body),
            "HTTP/1.1 200 OK");
}

TEST_F(HostileTest, TheHostOfAnAbsoluteTargetCounts) {
  const auto get = [&](const std::string& target, const std::string& host) {
    return status_of("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").substr(9, 3);
  };

  EXPECT_EQ(get("http://ours/echo", "other.example"), "200");
  EXPECT_EQ(get("HTTP://OURS:80/echo", "ours"), "200");
  EXPECT_EQ(get("http://evil.example/echo", "ours"), "421");
  EXPECT_EQ(get("http://u@ours/echo", "ours"), "400");
  EXPECT_EQ(get("http:///echo", "ours"), "400");
}

TEST_F(HostileTest, Http10GetsNoInterimResponse) {
  const auto response = send_last(
      "POST /echo HTTP/1.0\r\nHost: ours\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");

  EXPECT_TRUE(response.starts_with("HTTP/1.1 200 ")) << response;
}

}  // namespace
}  // namespace dealbell::net
