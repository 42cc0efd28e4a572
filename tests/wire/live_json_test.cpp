#include "wire/live_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dealbell::wire {
namespace {

const TimedPosition position{1, 1295, from_ms(1'795'400'000'000)};
const BoardVersion version{"wall", "k3f9", 42};

core::Board board() {
  core::Board board;
  auto& ranking = board.tiles["ranking"];
  ranking.rows["ana"] = {
      {"pos", std::int64_t{1}}, {"value", std::string("12500.00")}, {"gap", std::monostate{}}};
  ranking.meta = {{"of", std::int64_t{35}}, {"demo", true}, {"now_x", 12.3456789}};
  return board;
}

TEST(LiveJson, ASnapshotIsTheWholeBoard) {
  EXPECT_EQ(
      write_snapshot(version, position, board()),
      R"({"type":"snapshot","board":"wall","epoch":"k3f9","rev":42,"log":1,"seq":1295,"at":1795400000000,)"
      R"("tiles":{"ranking":{"rows":{"ana":{"gap":null,"pos":1,"value":"12500.00"}},)"
      R"("meta":{"demo":true,"now_x":12.3456789,"of":35}}}})");
}

TEST(LiveJson, ADeltaHasOnlyThePartsThatChanged) {
  const core::BoardDelta delta{
      {"hero", {{}, {}, core::Row{{"value", std::string("1.00")}}}},
      {"ranking", {{{"ana", core::Row{{"pos", std::int64_t{2}}}}}, {"ben"}, std::nullopt}}};

  EXPECT_EQ(
      write_delta(version, 41, position, delta),
      R"({"type":"delta","board":"wall","epoch":"k3f9","from":41,"rev":42,"log":1,"seq":1295,"at":1795400000000,)"
      R"("tiles":{"hero":{"meta":{"value":"1.00"}},"ranking":{"set":{"ana":{"pos":2}},"del":["ben"]}}})");
}

TEST(LiveJson, ABeatNamesBoardsAndSources) {
  const SourceState source{"hubspot", from_ms(5), "ok"};

  EXPECT_EQ(write_beat(position, std::span(&version, 1), std::span(&source, 1), std::nullopt),
            R"({"type":"beat","log":1,"seq":1295,"at":1795400000000,"boards":{"wall":42},)"
            R"("sources":{"hubspot":{"last":5,"state":"ok"}}})");
}

TEST(LiveJson, ABeatOfAnUnsharedNodeHasTheTime) {
  EXPECT_EQ(write_beat(position, std::span(&version, 1), {}, from_ms(1'795'399'000'000)),
            R"({"type":"beat","log":1,"seq":1295,"at":1795400000000,"boards":{"wall":42},)"
            R"("sources":{},"unshared_since":1795399000000})");
}

TEST(LiveJson, WelcomeAndDrainAreAsInTheProtocol) {
  const std::string denied = "secret";

  EXPECT_EQ(
      write_welcome("1.4.0", std::chrono::milliseconds{5000}, from_ms(7), std::span(&denied, 1)),
      R"({"type":"welcome","build":"1.4.0","beat_ms":5000,"now":7,"denied":["secret"]})");
  EXPECT_EQ(write_drain(std::chrono::milliseconds{250}),
            R"({"type":"drain","reconnect_in_ms":250})");
}

TEST(LiveJson, AFrameIsValidJsonWhateverANameContains) {
  auto strange = board();
  strange.tiles["ranking"].rows["\"\\\xFF"] = {{"name", std::string("a\x01\xC3")},
                                               {"x", 0.0 / 0.0}};

  const auto frame = nlohmann::json::parse(write_snapshot(version, position, strange));

  const auto& row = frame["tiles"]["ranking"]["rows"]["\"\\\xEF\xBF\xBD"];
  EXPECT_EQ(row["name"], "a\x01\xEF\xBF\xBD");
  EXPECT_TRUE(row["x"].is_null());
}

TEST(ClientMessages, AHelloListsWhatTheScreenHas) {
  const auto message = parse_client_message(
      R"({"type":"hello","boards":[{"board":"wall","epoch":"k3f9","rev":41},{"board":"desk"}],"screen":{"w":1920}})");

  ASSERT_EQ(message.value().kind, ClientMessage::hello);
  ASSERT_EQ(message->subscriptions.size(), 2u);
  EXPECT_EQ(message->subscriptions[0].epoch, "k3f9");
  EXPECT_EQ(message->subscriptions[0].rev, 41);
  EXPECT_EQ(message->subscriptions[1].board, "desk");
  EXPECT_EQ(message->subscriptions[1].rev, -1);
}

TEST(ClientMessages, AHelloWithoutBoardsSubscribesToNothing) {
  EXPECT_TRUE(parse_client_message(R"({"type":"hello"})").value().subscriptions.empty());
}

TEST(ClientMessages, ANullEpochIsNone) {
  EXPECT_EQ(parse_client_message(R"({"type":"resync","board":"wall","epoch":null,"rev":null})")
                .value()
                .subscriptions[0]
                .rev,
            -1);
}

TEST(ClientMessages, TheOthersAreAboutOneBoard) {
  EXPECT_EQ(parse_client_message(R"({"type":"subscribe","board":"a"})").value().kind,
            ClientMessage::subscribe);
  EXPECT_EQ(parse_client_message(R"({"type":"unsubscribe","board":"a"})").value().kind,
            ClientMessage::unsubscribe);
  EXPECT_EQ(
      parse_client_message(R"({"type":"resync","board":"a"})").value().subscriptions.at(0).board,
      "a");
}

TEST(ClientMessages, SeenIsAcceptedAndIgnored) {
  EXPECT_EQ(parse_client_message(R"({"type":"seen","rev":3,"painted_at":1.5,"heap":9,"fps":60})")
                .value()
                .kind,
            ClientMessage::ignore);
}

TEST(ClientMessages, UnreadableMessagesAreErrors) {
  EXPECT_EQ(parse_client_message("").error().code, Errc::bad_json);
  EXPECT_EQ(parse_client_message("[]").error().code, Errc::wrong_type);
  EXPECT_EQ(parse_client_message("{}").error().code, Errc::missing);
  EXPECT_EQ(parse_client_message(R"({"type":"resync"})").error().pointer, "/board");
  EXPECT_EQ(parse_client_message(R"({"type":"dance"})").error().code, Errc::unknown_type);
  EXPECT_EQ(parse_client_message(R"({"type":"hello","boards":[{}]})").error().code, Errc::missing);
  EXPECT_EQ(parse_client_message(R"({"type":"hello","boards":{}})").error().pointer, "/boards");
}

TEST(ClientMessages, TooManySubscriptionsAreRefused) {
  std::string text = R"({"type":"hello","boards":[{"board":"a"})";
  for (std::size_t i = 0; i < subscriptions_max; ++i) text += R"(,{"board":"a"})";

  EXPECT_EQ(parse_client_message(text + "]}").error().code, Errc::bad_value);
}

}  // namespace
}  // namespace dealbell::wire
