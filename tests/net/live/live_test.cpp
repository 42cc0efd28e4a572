#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "support/net/live_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

using namespace std::chrono_literals;
using test::LiveClient;
using test::publication;
using test::state;

class LiveTest : public testing::Test {
 protected:
  void publish(std::vector<test::Shown> channels) {
    running.server().publish(publication(std::move(channels)));
  }
  // A client with the given rev of the wall.
  LiveClient at_wall(std::int64_t rev) {
    LiveClient client(running.port());
    client.send("hello wall e1 " + std::to_string(rev));
    EXPECT_EQ(client.receive(), "welcome");
    return client;
  }

  test::RunningServer running;
};

TEST_F(LiveTest, TheUpgradeHasTheSubprotocolIfTheClientOffersIt) {
  running.start();

  LiveClient with(running.port(), "/live", "Sec-WebSocket-Protocol: x, toy.v1\r\n");
  LiveClient without(running.port());

  EXPECT_NE(with.upgrade_response().find("Sec-WebSocket-Protocol: toy.v1"), std::string::npos);
  EXPECT_TRUE(without.upgrade_response().starts_with("HTTP/1.1 101 "));
  EXPECT_EQ(without.upgrade_response().find("Sec-WebSocket-Protocol"), std::string::npos);
}

TEST_F(LiveTest, AHelloGetsASnapshotAndThenChanges) {
  running.start();
  publish({state("wall", "e1", -1, 1)});
  LiveClient client(running.port());

  client.send("hello wall - -1");
  EXPECT_EQ(client.receive(), "welcome");
  EXPECT_EQ(client.receive(), "snapshot wall e1 1");
  publish({state("wall", "e1", 1, 2)});

  EXPECT_EQ(client.receive(), "delta wall e1 1 2");
}

TEST_F(LiveTest, ABoardInTheUrlNeedsNoHello) {
  running.start();
  publish({state("wall", "e1", -1, 1)});

  LiveClient client(running.port(), "/live?board=wall");
  LiveClient unknown(running.port(), "/live?board=nope");

  EXPECT_EQ(client.receive(), "welcome");
  EXPECT_EQ(client.receive(), "snapshot wall e1 1");
  EXPECT_EQ(unknown.receive(), "close 4404");
}

TEST_F(LiveTest, AResyncGetsTheSnapshot) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  client.send("resync wall");

  EXPECT_EQ(client.receive(), "snapshot wall e1 1");
}

TEST_F(LiveTest, BeatsAreSentRegularly) {
  running.options.live.beat_every = 5ms;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  EXPECT_EQ(client.receive(), "beat wall=1");
  EXPECT_EQ(client.receive(), "beat wall=1");
}

TEST_F(LiveTest, TheGuardsDecideBeforeTheUpgrade) {
  running.options.guard = [](const Request& head) -> Result<Admission> {
    if (head.header("authorization")) return Admission{};
    return error(Errc::unauthorized, "A token is required");
  };
  running.options.live_guard = [](const Request& head) -> Result<> {
    if (head.header("origin") == "http://localhost") return {};
    return error(Errc::forbidden, "This origin is not allowed");
  };
  running.start();

  LiveClient anonymous(running.port());
  LiveClient foreign(running.port(), "/live", "Authorization: Bearer x\r\nOrigin: http://evil\r\n");
  LiveClient ours(running.port(), "/live",
                  "Authorization: Bearer x\r\nOrigin: http://localhost\r\n");

  EXPECT_TRUE(anonymous.upgrade_response().starts_with("HTTP/1.1 401 "));
  EXPECT_TRUE(foreign.upgrade_response().starts_with("HTTP/1.1 403 "));
  EXPECT_TRUE(ours.upgrade_response().starts_with("HTTP/1.1 101 "));
}

TEST_F(LiveTest, AConnectionEndsWithThePermitThatOpenedIt) {
  const auto permit = std::make_shared<Permit>(no_end);
  const auto other = std::make_shared<Permit>(no_end);
  running.options.live.limits.close_within = 40ms;  // so that it is looked at often
  running.options.guard = [&](const Request& head) -> Result<Admission> {
    return Admission{head.header("authorization") ? permit : other, ""};
  };
  running.start();
  publish({state("wall", "e1", 0, 1)});
  LiveClient revoked(running.port(), "/live?board=wall", "Authorization: Bearer x\r\n");
  LiveClient unknown(running.port(), "/live", "Authorization: Bearer x\r\n");
  auto stays = at_wall(1);
  EXPECT_EQ(revoked.receive(), "welcome");
  EXPECT_EQ(revoked.receive(), "snapshot wall e1 1");

  permit->set_end({});

  EXPECT_EQ(revoked.receive_update(), "close 4401");
  EXPECT_EQ(unknown.receive_update(), "close 4401") << "before its hello";
  publish({state("wall", "e1", 0, 2)});
  EXPECT_EQ(stays.receive_update(), "delta wall e1 1 2");
}

TEST_F(LiveTest, TheUpgradeMaySetACookie) {
  running.options.guard = [](const Request&) -> Result<Admission> {
    return Admission{nullptr, "session=new"};
  };
  running.start();

  LiveClient client(running.port());

  EXPECT_NE(client.upgrade_response().find("Set-Cookie: session=new\r\n"), std::string::npos);
}

// Only a new request can renew the cookie of a screen.
TEST_F(LiveTest, AVeryOldConnectionIsAskedToConnectAgain) {
  running.options.live.limits.close_within = 40ms;
  running.options.live.limits.connected_for = 50ms;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  EXPECT_EQ(client.receive_update(), "drain 0");
  EXPECT_EQ(client.receive_update(), "close 1012");
}

TEST_F(LiveTest, AGetWithoutUpgradeGets426) {
  running.start();
  test::RawClient raw(running.port());

  raw.send("GET /live HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_TRUE(raw.read_response().starts_with("HTTP/1.1 426 "));
}

TEST_F(LiveTest, AClientWithoutHelloIsClosed) {
  running.options.live.limits.hello_within = 20ms;
  running.start();

  LiveClient client(running.port());

  EXPECT_EQ(client.receive(), "close 4408");
}

TEST_F(LiveTest, EachKindOfInvalidMessageHasItsCloseCode) {
  running.options.live.limits.message_max_bytes = 1000;
  running.options.live.limits.channels_max = 1;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  const auto after = [&](auto act) {
    LiveClient client(running.port());
    act(client);
    return client.receive();
  };

  EXPECT_EQ(after([](auto& c) { c.send("unknown"); }), "close 4400");
  EXPECT_EQ(after([](auto& c) { c.send_frame(2, "binary"); }), "close 4400");
  EXPECT_EQ(after([](auto& c) { c.send("hello a - -1 b - -1"); }), "close 4429");
  EXPECT_EQ(after([](auto& c) { c.send(std::string(2000, 'a')); }), "close 1009");
  EXPECT_EQ(after([](auto& c) { c.send_frame(1, "unmasked", false); }), "close 1002");
  EXPECT_EQ(after([](auto& c) { c.send_frame(3, "reserved"); }), "close 1002");
  EXPECT_EQ(after([](auto& c) { c.send("\xff\xfe"); }), "close 1007");
}

TEST_F(LiveTest, AClientThatSendsTooManyMessagesIsClosed) {
  running.options.live.limits.messages_at_once = 5;
  running.options.live.limits.messages_per_second = 0.001;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  for (int i = 0; i < 5; ++i) client.send("seen");

  EXPECT_EQ(client.receive(), "close 4420");
}

TEST_F(LiveTest, AnAddressWithTooManyConnectionsIsRefusedUntilSomeClose) {
  running.options.live.limits.per_address = 1;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  {
    auto first = at_wall(1);
    LiveClient second(running.port());
    EXPECT_EQ(second.receive(), "close 4421");
  }

  // The server notices the close after a while.
  std::string received;
  for (int i = 0; i < 1000 && received != "welcome"; ++i)
    received = LiveClient(running.port(), "/live?board=wall").receive();
  EXPECT_EQ(received, "welcome");
}

TEST_F(LiveTest, UpgradesAboveTheRateGet503) {
  running.options.live.limits.upgrades_at_once = 2;
  running.options.live.limits.upgrades_per_second = 0.001;
  running.start();

  LiveClient first(running.port()), second(running.port()), third(running.port());

  EXPECT_TRUE(first.upgrade_response().starts_with("HTTP/1.1 101 "));
  EXPECT_TRUE(second.upgrade_response().starts_with("HTTP/1.1 101 "));
  EXPECT_TRUE(third.upgrade_response().starts_with("HTTP/1.1 503 "));
  EXPECT_NE(third.upgrade_response().find("Retry-After: "), std::string::npos);
}

TEST_F(LiveTest, AFrozenClientIsUpToDateAfterOneNewFrame) {
  running.start();
  constexpr std::size_t padding = 20'000;
  publish({state("wall", "e1", 0, 1, padding)});
  LiveClient frozen(running.port(), "/live?board=wall", "", 4096);
  auto healthy = at_wall(1);

  // Far more than the kernel buffers for a client that does not read.
  constexpr int last = 1500;
  for (int rev = 2; rev <= last; ++rev) {
    publish({state("wall", "e1", 0, rev, padding)});
    if (rev % 50 == 0)
      while (healthy.receive_update().find(" " + std::to_string(rev) + " ") == std::string::npos) {
      }
  }

  int old_frames = 0;
  std::string frame;
  do frame = frozen.receive().substr(0, 40);
  while (frame.find(" " + std::to_string(last) + " ") == std::string::npos && ++old_frames < last);
  EXPECT_LT(old_frames, 20);  // what the kernel had buffered; the rest was one frame
  EXPECT_TRUE(frame.starts_with("delta wall e1 ")) << frame;
}

// A pong must not be written into the middle of a frame, nor a frame into a pong.
TEST_F(LiveTest, APingDuringALargeFrameGetsItsPongBetweenFrames) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  LiveClient client(running.port(), "/live?board=wall", "", 4096);
  EXPECT_EQ(client.receive(), "welcome");
  EXPECT_EQ(client.receive(), "snapshot wall e1 1");

  constexpr std::size_t padding = 3'000'000;
  publish({state("wall", "e1", 0, 2, padding)});
  for (int i = 0; i < 20; ++i) client.send_frame(9, "ping " + std::to_string(i));

  const auto large = client.read();
  EXPECT_EQ(large.opcode, 1);
  EXPECT_TRUE(large.payload.starts_with("delta wall e1 1 2 .."));
  EXPECT_EQ(large.payload.find_first_not_of('.', 18), std::string::npos);
  publish({state("wall", "e1", 0, 3)});
  int pongs = 0;
  for (auto frame = client.read(); frame.opcode == 10; frame = client.read()) ++pongs;
  EXPECT_GE(pongs, 1);  // RFC 6455, 5.5.3: one pong may answer several pings
}

// RFC 6455, 5.5.1: nothing may follow a close frame, not even a pong.
TEST_F(LiveTest, AfterItsCloseFrameTheServerSendsNothing) {
  running.options.live.limits.close_within = 200ms;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  client.send("unknown");
  client.send_frame(9, "still there?");

  EXPECT_EQ(client.receive(), "close 4400");
  publish({state("wall", "e1", 0, 2)});
  EXPECT_EQ(client.read().opcode, -1);
}

// Two protocol errors in one packet must not deadlock the close.
TEST_F(LiveTest, TwoInvalidMessagesInOnePacketCloseTheConnection) {
  running.options.live.limits.close_within = 20ms;
  running.options.live.beat_every = 20ms;
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto healthy = at_wall(1);
  {
    LiveClient client(running.port(), "/live?board=wall");
    client.receive(), client.receive();
    const std::string unknown_text("\x81\x82\0\0\0\0??", 8), reserved("\x83\x80\0\0\0\0", 6);
    client.raw().send(unknown_text + reserved);
    EXPECT_EQ(client.receive(), "close 4400");
  }

  for (int beats = 0; beats < 500 && running.server().live_connections() == 2; ++beats)
    healthy.receive();
  EXPECT_EQ(running.server().live_connections(), 1);
}

TEST_F(LiveTest, APingGetsAPong) {
  running.start();
  LiveClient client(running.port());

  client.send_frame(9, "are you there");

  const auto frame = client.read();
  EXPECT_EQ(frame.opcode, 10);
  EXPECT_EQ(frame.payload, "are you there");
}

TEST_F(LiveTest, ASnapshotOfAMegabyteIsOneFrame) {
  running.start();
  publish({state("wall", "e1", -1, 1, 1'000'000)});

  LiveClient client(running.port(), "/live?board=wall");

  EXPECT_EQ(client.receive(), "welcome");
  EXPECT_EQ(client.receive().size(), 1'000'000u + std::string("snapshot wall e1 1 ").size());
}

TEST_F(LiveTest, AClientThatDoesNotReadDelaysNoOtherAndIsClosedInTheEnd) {
  running.options.live.beat_every = 10ms;
  running.options.live.limits.stuck_after = 200ms;
  running.start();
  publish({state("wall", "e1", -1, 1, 4'000'000)});
  LiveClient stuck(running.port(), "/live?board=wall", "", 4096);
  auto healthy = at_wall(1);
  std::weak_ptr<const Publication> older;

  for (int rev = 2; rev < 50; ++rev) {
    auto next = publication({state("wall", "e1", rev - 1, rev)});
    if (rev == 20) older = next;
    running.server().publish(std::move(next));
    EXPECT_EQ(healthy.receive_update(),
              "delta wall e1 " + std::to_string(rev - 1) + " " + std::to_string(rev));
  }

  EXPECT_TRUE(older.expired());  // nothing is queued for the client that does not read
  EXPECT_EQ(running.server().live_connections(), 2);
  // The beats are the clock: long after stuck_after only one connection is left.
  for (int beats = 0; beats < 500 && running.server().live_connections() == 2; ++beats)
    healthy.receive();
  EXPECT_EQ(running.server().live_connections(), 1);
}

TEST_F(LiveTest, AMailboxCanBeFilledAgainAfterItWasRead) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  publish({state("wall", "e1", 1, 2)});

  EXPECT_EQ(client.receive(), "delta wall e1 1 2");
}

TEST_F(LiveTest, StoppingTellsEveryConnectionAnotherTimeToReconnect) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  std::set<std::string> drains;
  std::thread stopper;
  {
    auto first = at_wall(1), second = at_wall(1);
    stopper = std::thread([&] { running.server().stop(5s); });
    for (auto* client : {&first, &second}) {
      drains.insert(client->receive());
      EXPECT_EQ(client->receive(), "close 1012");
      client->send_frame(8, "\x03\xf4");
    }
  }
  stopper.join();

  EXPECT_EQ(drains, (std::set<std::string>{"drain 250", "drain 1250"}));
  EXPECT_EQ(running.server().live_connections(), 0);
}

TEST_F(LiveTest, StoppingDoesNotWaitForAClientThatIgnoresIt) {
  running.start();
  publish({state("wall", "e1", 0, 1)});
  auto client = at_wall(1);

  const auto before = std::chrono::steady_clock::now();
  running.server().stop(20ms);

  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
}

}  // namespace
}  // namespace dealbell::net
