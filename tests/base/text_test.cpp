#include <gtest/gtest.h>

#include "base/ascii.hpp"
#include "base/hex.hpp"
#include "base/json_text.hpp"
#include "base/percent_encoding.hpp"

namespace dealbell {
namespace {

TEST(AsciiLower, ChangesOnlyTheLettersAToZ) {
  EXPECT_EQ(ascii_lower("Content-TYPE @[`{ 09"), "content-type @[`{ 09");
  EXPECT_EQ(ascii_lower("\xc3\x84\xff"), "\xc3\x84\xff");
  EXPECT_EQ(ascii_lower('Z'), 'z');
}

TEST(Hex, BytesSurviveARoundTrip) {
  for (const std::string_view bytes : {"", "f", "foo", "\xff\xfe\x01"})
    EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
  EXPECT_EQ(to_hex("\xff\x0a"), "ff0a");
}

TEST(Hex, OnlyPairsOfLowerCaseDigitsAreRead) {
  for (const auto* text : {"A0", "a", "0g", " a0", "a0\n"}) EXPECT_FALSE(from_hex(text)) << text;
}

TEST(PercentEncoding, UnreservedCharactersStayAsTheyAre) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b/\xc3\xa9+"), "a%20b%2F%C3%A9%2B");
}

TEST(PercentEncoding, AnyBytesSurviveARoundTrip) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);

  EXPECT_EQ(percent_decode(percent_encode(bytes)), bytes);
  EXPECT_EQ(percent_decode_lenient(percent_encode(bytes), Plus::space), bytes);
}

TEST(PercentEncoding, APlusIsASpaceInForms) {
  EXPECT_EQ(percent_decode("a+b%2b"), "a+b+");
  EXPECT_EQ(percent_decode("a+b%2b", Plus::space), "a b+");
  EXPECT_EQ(percent_decode_lenient("a+b%2B", Plus::space), "a b+");
}

TEST(PercentEncoding, MalformedEscapesAreAnErrorOrStay) {
  for (const auto* text : {"%", "%4", "a%zz", "%%41", "%4g"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
  EXPECT_EQ(percent_decode_lenient("%"), "%");
  EXPECT_EQ(percent_decode_lenient("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decode_lenient("%%41"), "%A");
}

TEST(JsonText, QuotesEscapesAndReplacesWhatIsNotUtf8) {
  EXPECT_EQ(json_quoted(""), "\"\"");
  EXPECT_EQ(json_quoted("a\"\\\n\r\t\x01"), R"("a\"\\\n\r\t\u0001")");
  EXPECT_EQ(json_quoted("\xff\xc3\xa9"), "\"\xef\xbf\xbd\xc3\xa9\"");
}

}  // namespace
}  // namespace dealbell
