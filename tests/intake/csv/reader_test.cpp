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
  const auto decoded = decode_text("Caf\xE9 \x80 5");

  EXPECT_EQ(decoded.text, "Café € 5");
  EXPECT_EQ(decoded.encoding, "Windows-1252");
}

TEST(CsvText, Utf16WithAMarkBecomesUtf8) {
  EXPECT_EQ(decode_text(std::string("\xFF\xFE\x41\x00\xAC\x20\x3D\xD8\x00\xDE", 10)).text, "A€😀");
  EXPECT_EQ(decode_text(std::string("\xFE\xFF\x00\x41", 4)).text, "A");
}

}  // namespace
}  // namespace dealbell::intake
