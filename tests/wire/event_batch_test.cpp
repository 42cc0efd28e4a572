#include <gtest/gtest.h>

#include "wire/event_json.hpp"

namespace dealbell::wire {
namespace {

std::string event(const std::string& id) {
  return R"({"id":")" + id +
         R"(","type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D"}})";
}

Result<ParsedBatch> parse_batch(std::string_view body, BodyKind kind = BodyKind::detect) {
  return parse_events(body, kind, "crm", {});
}

// "a ! b": the ids of valid events, ! for others.
std::string outline(const ParsedBatch& batch) {
  std::string text;
  for (const auto& item : batch.items)
    text += (text.empty() ? "" : " ") + (item.event ? item.event->id : "!");
  return text;
}

TEST(EventBatch, OneObjectIsABatchOfOne) {
  const auto body = " \n" + event("a") + "\n";

  EXPECT_EQ(outline(parse_batch(body).value()), "a");
}

TEST(EventBatch, AnArrayKeepsItsOrderWithValidAndInvalidItems) {
  const auto body = "[" + event("a") + ", 7 ," + event("c") + "]";

  const auto batch = parse_batch(body).value();

  EXPECT_EQ(outline(batch), "a ! c");
  EXPECT_EQ(batch.items[1].index, 1u);
  EXPECT_EQ(batch.items[1].raw, "7");
  EXPECT_EQ(batch.items[1].event.error().code, Errc::wrong_type);
}

TEST(EventBatch, AnEmptyArrayIsAnEmptyBatch) {
  EXPECT_TRUE(parse_batch("[]").value().items.empty());
}

TEST(EventBatch, NdjsonIsRecognisedByItsContent) {
  const auto body = event("a") + "\n\n" + event("b") + "\r\n" + event("c");

  EXPECT_EQ(outline(parse_batch(body).value()), "a b c");
}

TEST(EventBatch, ABadLineOfNdjsonDoesNotAffectOthers) {
  const auto body = event("a") + "\n{\"id\": nope}\n\xFF\n" + event("d");

  const auto batch = parse_batch(body, BodyKind::ndjson).value();

  EXPECT_EQ(outline(batch), "a ! ! d");
  EXPECT_EQ(batch.items[1].event.error().message,
            "line 2, column 9: syntax error while parsing value - invalid literal; last read: "
            "'\"id\": no'");
  EXPECT_EQ(batch.items[1].raw, "{\"id\": nope}");
  EXPECT_EQ(batch.items[2].event.error().code, Errc::bad_utf8);
}

TEST(EventBatch, AnObjectPrintedOverSeveralLinesIsNotNdjson) {
  std::string body = event("a");
  for (const char c : {',', '{'})
    for (auto at = body.find(c); at != std::string::npos; at = body.find(c, at + 2))
      body.insert(at + 1, "\n");

  EXPECT_EQ(outline(parse_batch(body).value()), "a");
}

TEST(EventBatch, JsonThatDoesNotParseIsRefusedAsAWhole) {
  const auto body = "[" + event("a") + ",\n{\"id\":}]";

  const auto batch = parse_batch(body);

  EXPECT_EQ(batch.error().code, Errc::bad_json);
  EXPECT_EQ(
      batch.error().message,
      "line 2, column 7: syntax error while parsing value - unexpected '}'; expected '[', '{', "
      "or a literal");
}

TEST(EventBatch, AByteOrderMarkIsSkipped) {
  EXPECT_EQ(outline(parse_batch("\xEF\xBB\xBF" + event("a")).value()), "a");
}

TEST(EventBatch, AnEmptyBodyIsNotJson) {
  EXPECT_EQ(parse_batch("").error().code, Errc::bad_json);
  EXPECT_EQ(parse_batch(" \n ").error().code, Errc::bad_json);
}

TEST(EventBatch, MoreEventsThanTheLimitAreTooLarge) {
  std::string array = "[0", lines = "0";
  for (std::size_t i = 0; i < events_per_body_max; ++i) {
    array += ",0";
    lines += "\n0";
  }

  EXPECT_EQ(parse_batch(array + "]").error().code, Errc::too_large);
  EXPECT_EQ(parse_batch(lines, BodyKind::ndjson).error().code, Errc::too_large);
}

}  // namespace
}  // namespace dealbell::wire
