#include "net/live/client_cursor.hpp"

#include <gtest/gtest.h>

#include "support/net/toy_live.hpp"

namespace dealbell::net {
namespace {

using test::publication;
using test::Shown;
using test::state;

class ClientCursorTest : public testing::Test {
 protected:
  void publish(std::vector<Shown> channels) { latest.replace(publication(std::move(channels))); }
  std::optional<CloseCode> receive(std::string_view text) {
    return cursor.take(protocol.parse(text).value());
  }
  // The next action: the text of a frame, "close 4404" or "nothing".
  std::string next() {
    const auto action = cursor.next(latest, Instant{});
    if (action.close) return "close " + std::to_string(static_cast<int>(*action.close));
    return action.frame ? test::text_of(*action.frame) : "nothing";
  }

  LiveProtocol protocol = test::toy_protocol();
  LatestPublication latest;
  ClientCursor cursor{protocol, Form::event_stream};
};

TEST_F(ClientCursorTest, NothingIsSentBeforeTheHello) {
  publish({state("wall", "e1", -1, 5)});

  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, ANewClientGetsWelcomeAndOneSnapshot) {
  publish({state("wall", "e1", -1, 5)});

  receive("hello wall - -1");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "snapshot wall e1 5");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, AClientWithTheNewestVersionGetsNothing) {
  publish({state("wall", "e1", 4, 5)});

  receive("hello wall e1 5");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, AClientOneBehindGetsTheDeltaAndOneFurtherBehindTheSnapshot) {
  publish({state("wall", "e1", 4, 5), state("desk", "e1", 4, 5)});

  receive("hello wall e1 4 desk e1 3");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "delta wall e1 4 5");
  EXPECT_EQ(next(), "snapshot desk e1 5");
}

TEST_F(ClientCursorTest, AClientWithAnotherEpochGetsTheSnapshot) {
  publish({state("wall", "e2", 4, 5)});

  receive("hello wall e1 4");

  next();
  EXPECT_EQ(next(), "snapshot wall e2 5");
}

TEST_F(ClientCursorTest, AClientWithARevThatDoesNotExistYetGetsTheSnapshot) {
  publish({state("wall", "e1", 4, 5)});

  receive("hello wall e1 9");

  next();
  EXPECT_EQ(next(), "snapshot wall e1 5");
}

TEST_F(ClientCursorTest, VersionsPublishedDuringAWriteBecomeOneDelta) {
  publish({state("wall", "e1", -1, 1)});
  receive("hello wall - -1");
  next(), next();

  publish({state("wall", "e1", 0, 2)});
  publish({state("wall", "e1", 0, 3)});
  publish({state("wall", "e1", 0, 4)});

  EXPECT_EQ(next(), "delta wall e1 1 4");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, AClientTooFarBehindForADeltaGetsTheSnapshot) {
  publish({state("wall", "e1", -1, 1)});
  receive("hello wall - -1");
  next(), next();

  publish({state("wall", "e1", 3, 4)});

  EXPECT_EQ(next(), "snapshot wall e1 4");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, ResyncGetsTheSnapshotOfThatChannelOnly) {
  publish({state("wall", "e1", 4, 5), state("desk", "e1", 4, 5)});
  receive("hello wall e1 5 desk e1 5");
  next();

  receive("resync desk");

  EXPECT_EQ(next(), "snapshot desk e1 5");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, ALaggingClientGetsTheUpdateBeforeTheBeat) {
  publish({state("wall", "e1", 0, 1)});
  receive("hello wall e1 1");
  next();

  cursor.owe_beat();
  publish({state("wall", "e1", 1, 2)});

  EXPECT_EQ(next(), "delta wall e1 1 2");
  EXPECT_EQ(next(), "beat wall=2");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ClientCursorTest, ABusyChannelDoesNotStarveTheOthers) {
  publish({state("wall", "e1", 0, 1), state("desk", "e1", 0, 1)});
  receive("hello wall e1 1 desk e1 0");
  next();

  publish({state("wall", "e1", 1, 2), state("desk", "e1", 0, 1)});
  EXPECT_EQ(next(), "delta wall e1 1 2");
  publish({state("wall", "e1", 2, 3), state("desk", "e1", 0, 1)});

  EXPECT_EQ(next(), "delta desk e1 0 1");
}

TEST_F(ClientCursorTest, TheWelcomeNamesUnknownChannelsOfTheHello) {
  publish({state("wall", "e1", 0, 1)});

  receive("hello nope - -1 wall - -1");

  EXPECT_EQ(next(), "welcome denied=nope");
  EXPECT_EQ(next(), "snapshot wall e1 1");
}

TEST_F(ClientCursorTest, AnUnknownChannelInTheUrlClosesTheConnection) {
  publish({state("wall", "e1", 0, 1)});

  cursor.begin_with({"nope", "", -1});

  EXPECT_EQ(next(), "close 4404");
}

TEST_F(ClientCursorTest, ARemovedChannelClosesTheConnection) {
  publish({state("wall", "e1", 0, 1)});
  receive("hello wall e1 1");
  next();

  publish({});

  EXPECT_EQ(next(), "close 4404");
}

TEST_F(ClientCursorTest, EverythingWaitsForTheFirstPublication) {
  receive("hello wall - -1");

  EXPECT_EQ(next(), "nothing");
  publish({state("wall", "e1", -1, 1)});
  EXPECT_EQ(next(), "welcome");
}

TEST_F(ClientCursorTest, TooManyChannelsAreRefused) {
  protocol.limits.channels_max = 2;

  EXPECT_EQ(receive("hello a - -1 b - -1"), std::nullopt);
  EXPECT_EQ(receive("subscribe c"), CloseCode::too_many_channels);
}

TEST_F(ClientCursorTest, SubscribingBeforeTheHelloIsABadMessage) {
  EXPECT_EQ(receive("subscribe wall"), CloseCode::bad_message);
}

TEST_F(ClientCursorTest, AfterUnsubscribingThereAreNoUpdates) {
  publish({state("wall", "e1", 0, 1)});
  receive("hello wall e1 1");
  next();

  receive("unsubscribe wall");
  publish({state("wall", "e1", 1, 2)});
  cursor.owe_beat();

  EXPECT_EQ(next(), "beat");
}

TEST_F(ClientCursorTest, TheLastFrameComesBeforeTheClose) {
  cursor.end_with(framed("drain 1", Form::event_stream), CloseCode::restart);

  EXPECT_EQ(next(), "drain 1");
  EXPECT_EQ(next(), "close 1012");
}

TEST(LatestPublication, ClientsOfTheSameChannelsShareOneBeatText) {
  LatestPublication latest;
  latest.replace(publication({state("wall", "e1", 0, 1)}));

  const auto first = latest.beat({latest.find("wall")}, Form::web_socket, Instant{});
  const auto second = latest.beat({latest.find("wall")}, Form::web_socket, Instant{});

  EXPECT_EQ(first.get(), second.get());
}

}  // namespace
}  // namespace dealbell::net
