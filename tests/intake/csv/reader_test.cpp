#include "intake/csv/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "intake/csv/table.hpp"
#include "intake/csv/text.hpp"

namespace dealbell::intake {
namespace {

using ::testing::ElementsAre;
using Fields = std::vector<std::string>;

std::vector<CsvRow> read(std::string_view text, char delimiter = ',') {
  std::vector<CsvRow> rows;
  CsvReader reader(text, delimiter);
  while (auto row = reader.next()) rows.push_back(row->value());
  return rows;
}

TEST(Csv, ReadsFieldsAndCountsLines) {
  const auto rows = read("a,b\n\nc,\r\n,d");

  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0].fields, ElementsAre("a", "b"));
  EXPECT_THAT(rows[1].fields, ElementsAre("c", ""));
  EXPECT_THAT(rows[2].fields, ElementsAre("", "d"));
  EXPECT_EQ(rows[2].line, 4u);
  EXPECT_EQ(rows[1].raw, "c,");
}

TEST(Csv, EveryLineEndEndsALine) {
  for (const auto* end : {"\n", "\r\n", "\r", "\r\r\n"}) {
    const auto rows = read(std::string("a,b") + end + "c,\"d" + end + "e\"" + end + "f,g");

    ASSERT_EQ(rows.size(), 3u);
    EXPECT_THAT(rows[0].fields, ElementsAre("a", "b"));
    EXPECT_THAT(rows[1].fields, ElementsAre("c", std::string("d") + end + "e"));
    EXPECT_THAT(rows[2].fields, ElementsAre("f", "g"));
    EXPECT_EQ(rows[2].line, 4u);
  }
}

TEST(Csv, QuotedFieldsContainDelimitersLineEndsAndQuotes) {
  const auto rows = read("\"a,\"\"b\"\"\",\"x\r\ny\"\nnext,1");

  EXPECT_THAT(rows[0].fields, ElementsAre("a,\"b\"", "x\r\ny"));
  EXPECT_EQ(rows[1].line, 3u);
}

TEST(Csv, AQuoteInsideAnUnquotedFieldIsKept) {
  EXPECT_THAT(read("19\" rack,\"a\"b")[0].fields, ElementsAre("19\" rack", "ab"));
}

TEST(Csv, SkipsAByteOrderMark) { EXPECT_THAT(read("\xEF\xBB\xBFid")[0].fields, ElementsAre("id")); }

TEST(Csv, AnUnclosedQuoteLosesItsOwnLineOnly) {
  CsvReader reader("a,\"oops\nb,c\n", ',');

  EXPECT_FALSE(*reader.next());
  const auto next = reader.next()->value();
  EXPECT_THAT(next.fields, ElementsAre("b", "c"));
  EXPECT_EQ(next.line, 2u);
  EXPECT_FALSE(reader.next());
}

// What each record is: its first field, or the message of its error.
std::vector<std::string> outcomes(std::string_view text) {
  CsvReader reader(text, ',');
  std::vector<std::string> all;
  while (const auto row = reader.next())
    all.push_back(*row ? (*row)->fields.front() : row->error().message);
  return all;
}

TEST(Csv, AnOddQuoteSwallowsNoOtherRecord) {
  const std::string unclosed = "line 1: a quote is not closed";

  EXPECT_THAT(outcomes("1,\"Crane,200\n2,Boat \"big\",300\n3,Keel,400\n"),
              ElementsAre(unclosed, "2", "3"));
  EXPECT_THAT(outcomes("1,\"Crane,200\r\n2,\"Boat\",300\r\n3,Keel,400\r\n"),
              ElementsAre(unclosed, "2", "3"));
  EXPECT_THAT(outcomes("\"1\",\"Crane\",\"200\n\"2\",\"Boat\",\"300\"\n"),
              ElementsAre(unclosed, "2"));
}

TEST(Csv, AFieldOfSeveralLinesIsNoOddQuote) {
  EXPECT_THAT(outcomes("1,\"Quay 1,\n20457 Hamburg\" ,200\n2,\"a\n\n\"\"b\"\", c, d\",300\n"),
              ElementsAre("1", "2"));
}

TEST(Csv, ABadLineIsKeptAsItIs) {
  CsvReader reader("a,b\r\n1,\"oops\r\n2,c\r\n", ',');

  (void)reader.next();
  EXPECT_FALSE(*reader.next());
  EXPECT_EQ(reader.bad_line().line, 2u);
  EXPECT_EQ(reader.bad_line().raw, "1,\"oops");
}

TEST(Csv, TheHeaderDecidesTheDelimiter) {
  EXPECT_EQ(detect_delimiter("Deal-ID;Titel;Betrag\n1;X;1,50\n2;Y;2,50;too many\n3;Z;3,50\n"), ';');
  EXPECT_EQ(detect_delimiter("\"id, of the deal\";\"a, b\"\n1;2\n"), ';');
}

TEST(Csv, RowsDecideTheDelimiterIfTheHeaderIsAmbiguous) {
  EXPECT_EQ(detect_delimiter("id;worth, net\n1;2\n3;4\n"), ';');
  EXPECT_EQ(detect_delimiter("id;worth, net\n1,2\n3,4\n"), ',');
}

TEST(Csv, DetectsEachDelimiter) {
  EXPECT_EQ(detect_delimiter("a,b\n1,2\n"), ',');
  EXPECT_EQ(detect_delimiter("a;b;c\n1,5;2;3\n"), ';');
  EXPECT_EQ(detect_delimiter("a\tb\n\"x,y\"\t2\n"), '\t');
  EXPECT_EQ(detect_delimiter("a|b|c\n1|2|3"), '|');
  EXPECT_EQ(detect_delimiter("single\n"), ',');
}

TEST(Csv, AWrittenRowReadsBackTheSame) {
  const auto seed = static_cast<std::uint64_t>(::testing::UnitTest::GetInstance()->random_seed());
  std::mt19937_64 random(seed);
  constexpr std::string_view letters = "ab,;\"\r\n \t|";

  for (int i = 0; i < 5'000; ++i) {
    Fields fields(1 + random() % 5, "x");
    for (auto& field : fields) {
      field.clear();
      for (auto n = random() % 6; n > 0; --n) field += letters[random() % letters.size()];
    }
    fields[0] += "x";  // an empty line is not a record
    const char delimiter = ",;\t|"[random() % 4];
    const auto text = write_csv_row(fields, delimiter) + "\r\n" + write_csv_row(fields, delimiter);

    const auto rows = read(text, delimiter);

    ASSERT_EQ(rows.size(), 2u) << "seed " << seed << ": " << text;
    ASSERT_EQ(rows[0].fields, fields) << "seed " << seed << ": " << text;
    ASSERT_EQ(rows[1].fields, fields) << "seed " << seed << ": " << text;
  }
}

TEST(CsvText, Windows1252BecomesUtf8) {
  const auto decoded = decode_text("Caf\xE9 \x80 5").value();

  EXPECT_EQ(decoded.text, "Café € 5");
  EXPECT_EQ(decoded.encoding, "Windows-1252");
}

TEST(CsvText, Utf16WithAMarkBecomesUtf8) {
  EXPECT_EQ(decode_text(std::string("\xFF\xFE\x41\x00\xAC\x20\x3D\xD8\x00\xDE", 10)).value().text,
            "A€😀");
  EXPECT_EQ(decode_text(std::string("\xFE\xFF\x00\x41", 4)).value().text, "A");
}

DecodedText decoded(std::string bytes) { return decode_text(std::move(bytes)).value(); }

TEST(CsvText, WordsOfWesternLanguagesAreCertainlyWindows1252) {
  for (const auto* bytes : {"M\xFCller;Stra\xDF"
                            "e",
                            "L\xE9"
                            "a Gar\xE7on;\xEAtre",
                            "Mu\xF1oz",
                            "S\xF8ren \xC5"
                            "berg",
                            "Jo\xE3o", "\x84Kran\x93 \x96 100 \x80",
                            "5 \xB0"
                            "C"})
    EXPECT_EQ(decoded(bytes).question, "") << bytes;
}

TEST(CsvText, OtherWordsAreAQuestionWithTheCellInItsPossibleEncodings) {
  EXPECT_EQ(decoded("id;owner\n1;\xA3ukasz \xAF"
                    "ak")
                .question,
            "Which encoding has the file? It is not UTF-8, and a cell may be \"Łukasz Żak\" in "
            "windows-1250, \"Јukasz Їak\" in windows-1251, \"£ukasz ¯ak\" in windows-1252, "
            "\"｣ukasz ｯak\" in shift_jis.  --encoding windows-1250 or "
            "{\"encoding\":\"windows-1250\"}");
  for (const auto* bytes : {"Dvo\xF8\xE1k", "\xC8\xE2\xE0\xED\xEE\xE2", "\x83Q\x81[", "\xB0\xE6"})
    EXPECT_NE(decoded(bytes).question, "") << bytes;
}

TEST(CsvText, AnEncodingMayBeNamed) {
  const auto named = [](std::string bytes, std::string_view name) {
    return decode_text(std::move(bytes), name).value();
  };
  EXPECT_EQ(named("\xA3ukasz \xAF"
                  "ak",
                  "windows-1250")
                .text,
            "Łukasz Żak");
  EXPECT_EQ(named("\xA3ukasz", "Windows-1250").question, "");
  EXPECT_EQ(named("\x83Q\x81[\x83\x80,\\1,250", "shift_jis").text, "ゲーム,¥1,250");
  EXPECT_EQ(named("Caf\xE9", "latin1").text, "Café");
  const auto odd = named("Caf\xE9", "utf-8");
  EXPECT_EQ(odd.text, "Caf�");
  EXPECT_TRUE(odd.odd_bytes);
  EXPECT_EQ(decode_text("a", "klingon").error().code, Errc::usage);
}

TEST(CsvText, AnOddByteInUtf8ConcernsOnlyItself) {
  const auto text = decoded(
      "Hüll;Łukasz\nDo\xFF"
      "ck");
  EXPECT_EQ(text.text, "Hüll;Łukasz\nDo�ck");
  EXPECT_EQ(text.encoding, "UTF-8");
  EXPECT_TRUE(text.odd_bytes);
}

}  // namespace
}  // namespace dealbell::intake
