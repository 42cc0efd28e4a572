#include "net/live/client_cursor.hpp"

#include <gtest/gtest.h>

#include "support/net/toy_live.hpp"

namespace dealbell::net {
namespace {

using test::publication;
using test::Shown;
using test::state;

class ReaderTest : public testing::Test {
 protected:
  void publish(std::vector<Shown> channels) { latest.replace(publication(std::move(channels))); }
  std::optional<CloseCode> say(std::string_view text) {
    return reader.take(protocol.parse(text).value());
  }
  // What is written next: a text, "close 4404" or "nothing".
  std::string next() {
    const auto order = reader.next(latest, Instant{});
    if (order.close) return "close " + std::to_string(static_cast<int>(*order.close));
    return order.frame ? test::text_of(*order.frame) : "nothing";
  }

  LiveProtocol protocol = test::toy_protocol();
  LatestPublication latest;
  ClientCursor reader{protocol, Form::event_stream};
};

TEST_F(ReaderTest, NothingIsSaidBeforeTheHello) {
  publish({state("wall", "e1", -1, 5)});

  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, ANewReaderIsWelcomedAndGetsTheSnapshotOnce) {
  publish({state("wall", "e1", -1, 5)});

  say("hello wall - -1");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "snapshot wall e1 5");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, AReaderWhoHasTheNewestGetsNothing) {
  publish({state("wall", "e1", 4, 5)});

  say("hello wall e1 5");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, AReaderOneBehindGetsTheDeltaAndOneFurtherBehindTheSnapshot) {
  publish({state("wall", "e1", 4, 5), state("desk", "e1", 4, 5)});

  say("hello wall e1 4 desk e1 3");

  EXPECT_EQ(next(), "welcome");
  EXPECT_EQ(next(), "delta wall e1 4 5");
  EXPECT_EQ(next(), "snapshot desk e1 5");
}

TEST_F(ReaderTest, AnotherEpochIsNeverContinuedByADelta) {
  publish({state("wall", "e2", 4, 5)});

  say("hello wall e1 4");

  next();
  EXPECT_EQ(next(), "snapshot wall e2 5");
}

TEST_F(ReaderTest, AReaderFromTheFutureOfThisEpochGetsTheSnapshot) {
  publish({state("wall", "e1", 4, 5)});

  say("hello wall e1 9");

  next();
  EXPECT_EQ(next(), "snapshot wall e1 5");
}

TEST_F(ReaderTest, VersionsPublishedWhileAWriteWasOnBecomeOneDelta) {
  publish({state("wall", "e1", -1, 1)});
  say("hello wall - -1");
  next(), next();

  publish({state("wall", "e1", 0, 2)});
  publish({state("wall", "e1", 0, 3)});
  publish({state("wall", "e1", 0, 4)});

  EXPECT_EQ(next(), "delta wall e1 1 4");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, WhoIsTooFarBehindForADeltaGetsTheSnapshot) {
  publish({state("wall", "e1", -1, 1)});
  say("hello wall - -1");
  next(), next();

  publish({state("wall", "e1", 3, 4)});

  EXPECT_EQ(next(), "snapshot wall e1 4");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, ResyncAsksForTheSnapshotOfThatChannelOnly) {
  publish({state("wall", "e1", 4, 5), state("desk", "e1", 4, 5)});
  say("hello wall e1 5 desk e1 5");
  next();

  say("resync desk");

  EXPECT_EQ(next(), "snapshot desk e1 5");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, ALaggingReaderGetsItsStateBeforeTheBeat) {
  publish({state("wall", "e1", 0, 1)});
  say("hello wall e1 1");
  next();

  reader.owe_beat();
  publish({state("wall", "e1", 1, 2)});

  EXPECT_EQ(next(), "delta wall e1 1 2");
  EXPECT_EQ(next(), "beat wall=2");
  EXPECT_EQ(next(), "nothing");
}

TEST_F(ReaderTest, ABusyChannelDoesNotStarveTheOthers) {
  publish({state("wall", "e1", 0, 1), state("desk", "e1", 0, 1)});
  say("hello wall e1 1 desk e1 0");
  next();

  publish({state("wall", "e1", 1, 2), state("desk", "e1", 0, 1)});
  EXPECT_EQ(next(), "delta wall e1 1 2");
  publish({state("wall", "e1", 2, 3), state("desk", "e1", 0, 1)});

  EXPECT_EQ(next(), "delta desk e1 0 1");
}

TEST_F(ReaderTest, AHelloForUnknownChannelsIsToldWhich) {
  publish({state("wall", "e1", 0, 1)});

  say("hello nope - -1 wall - -1");

  EXPECT_EQ(next(), "welcome denied=nope");
  EXPECT_EQ(next(), "snapshot wall e1 1");
}

TEST_F(ReaderTest, AChannelInTheAddressThatDoesNotExistEndsTheConnection) {
  publish({state("wall", "e1", 0, 1)});

  reader.begin_with({"nope", "", -1});

  EXPECT_EQ(next(), "close 4404");
}

TEST_F(ReaderTest, AChannelThatDisappearsEndsTheConnection) {
  publish({state("wall", "e1", 0, 1)});
  say("hello wall e1 1");
  next();

  publish({});

  EXPECT_EQ(next(), "close 4404");
}

TEST_F(ReaderTest, EverythingWaitsForTheFirstPublication) {
  say("hello wall - -1");

  EXPECT_EQ(next(), "nothing");
  publish({state("wall", "e1", -1, 1)});
  EXPECT_EQ(next(), "welcome");
}

TEST_F(ReaderTest, TooManyChannelsAreRefused) {
  protocol.limits.channels_max = 2;

  EXPECT_EQ(say("hello a - -1 b - -1"), std::nullopt);
  EXPECT_EQ(say("subscribe c"), CloseCode::too_many_channels);
}

TEST_F(ReaderTest, SubscribingBeforeTheHelloIsABadMessage) {
  EXPECT_EQ(say("subscribe wall"), CloseCode::bad_message);
}

TEST_F(ReaderTest, UnsubscribingEndsTheNews) {
  publish({state("wall", "e1", 0, 1)});
  say("hello wall e1 1");
  next();

  say("unsubscribe wall");
  publish({state("wall", "e1", 1, 2)});
  reader.owe_beat();

  EXPECT_EQ(next(), "beat");
}

TEST_F(ReaderTest, TheLastFrameComesBeforeTheClose) {
  reader.end_with(framed("drain 1", Form::event_stream), CloseCode::restart);

  EXPECT_EQ(next(), "drain 1");
  EXPECT_EQ(next(), "close 1012");
}

TEST(LatestPublication, ReadersOfOneSetShareOneBeatText) {
  LatestPublication latest;
  latest.replace(publication({state("wall", "e1", 0, 1)}));

  const auto first = latest.beat({latest.find("wall")}, Form::web_socket, Instant{});
  const auto second = latest.beat({latest.find("wall")}, Form::web_socket, Instant{});

  EXPECT_EQ(first.get(), second.get());
}

}  // namespace
}  // namespace dealbell::net
