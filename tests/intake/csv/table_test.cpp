#include "intake/csv/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

using ::testing::ElementsAre;

TEST(CsvTable, ALineBelowThePreambleIsTheHeader) {
  const std::string text =
      "Deals of November\nExported 30.11.2026, 09:12\n\nDeal ID;Title;Amount\n1;A;2,5\n";
  const auto table = read_table(text).value();

  EXPECT_EQ(table.delimiter, ';');
  EXPECT_EQ(table.header_line, 4u);
  EXPECT_THAT(table.header, ElementsAre("Deal ID", "Title", "Amount"));
  EXPECT_EQ(table.rows.size(), 1u);
}

TEST(CsvTable, APaddedTitleIsNoHeaderEvenIfTheLanguageIsUnknown) {
  const auto table = read_table("Kaupat,,\nnro,nimi,summa\n1,A,2\n").value();

  EXPECT_THAT(table.header, ElementsAre("nro", "nimi", "summa"));
}

TEST(CsvTable, AHeaderThatIsAsWideAsTheRowsIsTheFirstLine) {
  EXPECT_EQ(read_table("key,who,worth\nid,owner,amount\n").value().header_line, 1u);
}

TEST(CsvTable, RowsWithoutContentAreNone) {
  EXPECT_TRUE(read_table("id,owner,amount\n,,\n \u00A0,,\n").value().rows.empty());
}

TEST(CsvTable, TheHeaderLineCanBeNamed) {
  EXPECT_THAT(read_table("a,b\nc,d\n1,2\n", 2).value().header, ElementsAre("c", "d"));
  EXPECT_FALSE(read_table("a,b\nc,d\n", 7));
}

TEST(CsvTable, AFirstLineMayNameTheDelimiter) {
  for (const auto* line :
       {"sep=;", "SEP=;", "\"sep=;\"", " sep = ; ", "sep=;;;", "\xEF\xBB\xBFsep=;"}) {
    const auto text = std::string(line) + "\r\nid;a, b\r\n1;2, 3\r\n";
    const auto table = read_table(text).value();

    EXPECT_EQ(table.delimiter, ';') << line;
    EXPECT_THAT(table.header, ElementsAre("id", "a, b")) << line;
  }
  EXPECT_THAT(read_table("sep=\t\nid\ta,b,c\n").value().header, ElementsAre("id", "a,b,c"));
  EXPECT_THAT(read_table("sep=,\nid;a;b\n").value().header, ElementsAre("id", "a", "b"))
      << "the file was saved again with another delimiter";
}

TEST(CsvTable, NamesOfColumnsAreTrimmedAndToldApart) {
  EXPECT_THAT(read_table("Deal ID\u00A0,Amount,\u200BAmount\n").value().header,
              ElementsAre("Deal ID", "Amount [column 2]", "Amount [column 3]"));
  EXPECT_EQ(without_position("Amount [column 3]"), "Amount");
}

TEST(CsvTable, AQuoteThatAnOddOneClosesSwallowsNoRecord) {
  const auto table = read_table(
      "id,title,amount,stage\n1,\"Crane,200,Won\n2,Boat,200,Won\n3,Mast "
      "15\",300,Won\n4,Keel,400,Won\n");

  ASSERT_TRUE(table);
  ASSERT_EQ(table->bad_lines.size(), 1u);
  EXPECT_EQ(table->bad_lines.front().line.line, 2u);
  EXPECT_EQ(table->bad_lines.front().line.raw, "1,\"Crane,200,Won");
  EXPECT_THAT(table->bad_lines.front().reason, ::testing::StartsWith("line 2: a quote"));
  EXPECT_EQ(table->rows.size(), 3u);
}

TEST(CsvTable, ACellOfSeveralLinesIsOneCell) {
  const auto table =
      read_table("id,title,amount,stage\n1,\"Quay 1, 2, 3\n20457, Hamburg\",200,Won\n");

  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 1u);
}

}  // namespace
}  // namespace dealbell::intake
