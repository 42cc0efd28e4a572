#include <gtest/gtest.h>

#include <thread>

#include "support/net/live_client.hpp"
#include "support/net/raw_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

using namespace std::chrono_literals;
using test::publication;
using test::state;

// A client of server-sent events, written by hand.
class StreamClient {
 public:
  StreamClient(std::uint16_t port, const std::string& target, const std::string& headers = "")
      : raw_(port) {
    raw_.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    head_ = raw_.read_until("\r\n\r\n");
  }
  const std::string& head() const { return head_; }
  std::string receive() { return raw_.read_until("\n\n"); }
  std::string rest() { return raw_.read_to_end(); }

 private:
  test::RawClient raw_;
  std::string head_;
};

class EventStreamTest : public testing::Test {
 protected:
  void publish(std::vector<test::Shown> channels) {
    running.server().publish(publication(std::move(channels)));
  }
  test::RunningServer running;
};

TEST_F(EventStreamTest, HasTheSameFramesWithIdsWhereAClientCanResume) {
  running.options.live.beat_every = 100ms;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  StreamClient client(running.port(), "/live/sse?board=wall");

  EXPECT_TRUE(client.head().starts_with("HTTP/1.1 200 "));
  EXPECT_NE(client.head().find("Content-Type: text/event-stream"), std::string::npos);
  EXPECT_EQ(client.head().find("Content-Length"), std::string::npos);
  EXPECT_EQ(client.receive(), "data: welcome\n\n");
  EXPECT_EQ(client.receive(), "id: e1:1\ndata: snapshot wall e1 1\n\n");
  publish({state("wall", "e1", 0, 2)});
  EXPECT_EQ(client.receive(), "id: e1:2\ndata: delta wall e1 1 2\n\n");
  EXPECT_EQ(client.receive(), "data: beat wall=2\n\n");
}

TEST_F(EventStreamTest, TheServerCountsItsConnectionsByKind) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  StreamClient stream(running.port(), "/live/sse?board=wall");
  test::LiveClient socket(running.port(), "/live?board=wall");
  test::LiveClient another(running.port(), "/live?board=wall");
  stream.receive(), stream.receive();
  for (auto* client : {&socket, &another}) client->receive(), client->receive();

  const auto counts = running.server().counts();

  EXPECT_EQ(counts.connections, 3);
  EXPECT_EQ(counts.event_streams, 1);
  EXPECT_EQ(counts.web_sockets, 2);
  EXPECT_GE(counts.frames, 6u);
}

TEST_F(EventStreamTest, ResumesAtTheVersionOfTheClient) {
  running.start();
  publish({state("wall", "e1", 3, 5)});

  StreamClient by_header(running.port(), "/live/sse?board=wall", "Last-Event-ID: e1:4\r\n");
  StreamClient by_address(running.port(), "/live/sse?board=wall&epoch=e1&rev=3");
  StreamClient too_old(running.port(), "/live/sse?board=wall", "Last-Event-ID: e1:2\r\n");
  StreamClient malformed(running.port(), "/live/sse?board=wall", "Last-Event-ID: none\r\n");
  for (auto* client : {&by_header, &by_address, &too_old, &malformed}) client->receive();

  EXPECT_EQ(by_header.receive(), "id: e1:5\ndata: delta wall e1 4 5\n\n");
  EXPECT_EQ(by_address.receive(), "id: e1:5\ndata: delta wall e1 3 5\n\n");
  EXPECT_EQ(too_old.receive(), "id: e1:5\ndata: snapshot wall e1 5\n\n");
  EXPECT_EQ(malformed.receive(), "id: e1:5\ndata: snapshot wall e1 5\n\n");
}

TEST_F(EventStreamTest, FailuresBeforeTheStreamAreHttpResponses) {
  running.options.live.limits.per_address = 1;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  StreamClient first(running.port(), "/live/sse?board=wall");

  EXPECT_TRUE(StreamClient(running.port(), "/live/sse").head().starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(
      StreamClient(running.port(), "/live/sse?board=nope").head().starts_with("HTTP/1.1 404 "));
  const StreamClient second(running.port(), "/live/sse?board=wall");
  EXPECT_TRUE(second.head().starts_with("HTTP/1.1 429 "));
  EXPECT_NE(second.head().find("Retry-After: "), std::string::npos);
}

TEST_F(EventStreamTest, AnotherMethodGets405) {
  running.start();

  for (const auto* target : {"/live", "/live/sse?board=wall"}) {
    test::RawClient client(running.port());
    client.send("DELETE " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto response = client.read_response();
    EXPECT_TRUE(response.starts_with("HTTP/1.1 405 ")) << response;
    EXPECT_NE(response.find("Allow: GET"), std::string::npos);
  }
}

TEST_F(EventStreamTest, HasTheSameGuardAsTheWebSocket) {
  running.options.guard = [](const Request&) -> Result<Admission> {
    return error(Errc::unauthorized, "A token is required");
  };
  running.start();

  StreamClient client(running.port(), "/live/sse?board=wall");

  EXPECT_TRUE(client.head().starts_with("HTTP/1.1 401 "));
}

TEST_F(EventStreamTest, EndsWithThePermitThatOpenedIt) {
  const auto permit = std::make_shared<Permit>(no_end);
  running.options.live.limits.close_within = 40ms;
  running.options.guard = [&](const Request&) -> Result<Admission> {
    return Admission{permit, "session=new"};
  };
  running.start();
  publish({state("wall", "e1", 0, 1)});
  StreamClient client(running.port(), "/live/sse?board=wall");
  EXPECT_NE(client.head().find("Set-Cookie: session=new"), std::string::npos);
  EXPECT_EQ(client.receive(), "data: welcome\n\n");

  permit->set_end({});

  client.rest();  // returns when the stream has ended
}

TEST_F(EventStreamTest, StoppingSendsDrainAndEndsTheStream) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  StreamClient client(running.port(), "/live/sse?board=wall");
  client.receive(), client.receive();

  std::thread stopper([&] { running.server().stop(5s); });
  EXPECT_EQ(client.receive(), "data: drain 250\n\n");
  EXPECT_EQ(client.rest(), "");
  stopper.join();
}

}  // namespace
}  // namespace dealbell::net
