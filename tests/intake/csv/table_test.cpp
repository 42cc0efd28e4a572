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

}  // namespace
}  // namespace dealbell::intake
