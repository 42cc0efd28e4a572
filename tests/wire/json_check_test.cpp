#include "wire/json_check.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "wire/json_cursor.hpp"

namespace dealbell::wire {
namespace {

std::string message_of(std::string_view text) {
  const auto checked = check_json(text);
  return checked ? "" : checked.error().message;
}
Errc code(std::string_view text) { return check_json(text).error().code; }

TEST(JsonCheck, MessagesHaveLineAndColumn) {
  EXPECT_EQ(message_of("{\n  \"a\": 1,\n  \"b\": x\n}").substr(0, 19), "line 3, column 8: s");
  EXPECT_EQ(message_of("{\"é\": }").substr(0, 19), "line 1, column 7: s");
  EXPECT_EQ(message_of("[1,]").substr(0, 19), "line 1, column 4: s");
  EXPECT_EQ(message_of("{} {}").substr(0, 19), "line 1, column 4: s");
}

TEST(JsonCheck, ANulByteDoesNotEndTheText) {
  const std::string text("{}\0garbage", 10);

  EXPECT_EQ(code(text), Errc::bad_json);
}

TEST(JsonCheck, ANumberBeyondALongDoubleIsRefused) {
  EXPECT_NE(message_of("[1e5000]").find("number overflow"), std::string::npos);
}

TEST(JsonCheck, NotANumberIsNotJson) {
  for (const auto* text : {"NaN", "Infinity", "-Infinity", "[NaN]"}) {
    EXPECT_EQ(code(text), Errc::bad_json);
    EXPECT_NE(message_of(text).find("NaN and Infinity are not JSON"), std::string::npos);
  }
}

TEST(JsonCheck, InvalidUtf8HasItsOffset) {
  EXPECT_EQ(code("{\"a\":\"\xC3\x28\"}"), Errc::bad_utf8);
  EXPECT_NE(message_of("{\"a\":\"\xC3\x28\"}").find("byte offset 6"), std::string::npos);
}

TEST(JsonCheck, SixtyFourLevelsAreAcceptedAndSixtyFiveAreNot) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };

  EXPECT_EQ(message_of(nested(64)), "");
  EXPECT_EQ(code(nested(65)), Errc::too_deep);
}

TEST(JsonCheck, AHundredThousandLevelsAreRefusedWithoutRecursion) {
  EXPECT_EQ(code(std::string(100'000, '[')), Errc::too_deep);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(code(objects), Errc::too_deep);
}

// The document as the cursor reads it.
nlohmann::json rebuilt(JsonCursor& json) {
  switch (json.kind()) {
    case JsonKind::null:
      json.take_null();
      return nullptr;
    case JsonKind::boolean:
      return json.take_boolean();
    case JsonKind::number:
      return nlohmann::json::parse(json.take_number());
    case JsonKind::string:
      return json.take_string();
    case JsonKind::array: {
      auto array = nlohmann::json::array();
      (void)json.take_array([&](JsonCursor& element) -> Result<> {
        return array.push_back(rebuilt(element)), Result<>{};
      });
      return array;
    }
    default: {
      auto object = nlohmann::json::object();
      (void)json.take_object([&](std::string_view name, JsonCursor& value) -> Result<> {
        const std::string key(name);
        object[key] = rebuilt(value);
        return {};
      });
      return object;
    }
  }
}

TEST(JsonCheck, TheCursorReadsCheckedTextAsNlohmannDoes) {
  const auto seed = static_cast<std::uint64_t>(::testing::UnitTest::GetInstance()->random_seed());
  std::mt19937_64 random(seed);
  const std::string good =
      "{\"a\":[1,-2.50,3e-2,true,false,null,\"x\\n\\u00e9\\ud83d\\ude00\",{}],\"b\\t\":{\"c\":"
      "\"é\"},\"d\":[]}";
  constexpr std::string_view pieces = "{}[]\",:\\u0e1-+.tfn \xC3\xA9\x01";

  for (int i = 0; i < 50'000; ++i) {
    auto text = good;
    for (int damage = static_cast<int>(random() % 3); damage >= 0; --damage) {
      const auto at = random() % text.size();
      const char piece = pieces[random() % pieces.size()];
      if (random() % 2)
        text[at] = piece;
      else
        text.insert(at, 1, piece);
    }
    if (!check_json(text)) continue;

    // 2e500 is valid JSON but not a double: nlohmann discards it, we keep the text.
    const auto expected = nlohmann::json::parse(text, nullptr, false);
    if (expected.is_discarded()) continue;
    JsonCursor json(text);
    ASSERT_EQ(rebuilt(json), expected) << "seed " << seed << ": " << text;
  }
}

}  // namespace
}  // namespace dealbell::wire
