#include "intake/rates/rates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

// Each sheet as "day base USD=10823 …", with rates in ten-thousandths.
std::vector<std::string> sheets(const Result<RateSheets>& read) {
  std::vector<std::string> list;
  if (!read) return {read.error().message};
  for (const auto& sheet : *read) {
    auto& text = list.emplace_back(format_day(sheet.from) + " " + sheet.base);
    for (const auto& [currency, per_e10] : sheet.per_e10)
      text += " " + currency + "=" + std::to_string(per_e10 / 1'000'000);
  }
  return list;
}

std::string message_for(const std::string& text) {
  const auto read = read_rates(text);
  return read ? "accepted" : read.error().message;
}

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Rates, ReadTheBanksFileForOneDay) {
  EXPECT_THAT(
      sheets(read_rates("Date, USD, JPY, BGN, \n23 November 2026, 1.0823, 163.40, N/A, \n")),
      ElementsAre("2026-11-23 EUR JPY=1634000 USD=10823"));
}

TEST(Rates, ReadTheBanksHistoryAndSortIt) {
  EXPECT_THAT(
      sheets(read_rates("Date,USD,JPY,CYP,\r\n2026-11-23,1.0823,163.4,N/A,\r\n"
                        "2026-11-20,1.08,163,,\r\n2026-11-19,N/A,N/A,N/A,\r\n")),
      ElementsAre("2026-11-20 EUR JPY=1630000 USD=10800", "2026-11-23 EUR JPY=1634000 USD=10823"));
}

TEST(Rates, ReadTheBanksXml) {
  EXPECT_THAT(sheets(read_rates(R"(<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time='2026-11-23'><Cube currency='USD' rate='1.0823'/>
                             <Cube currency='JPY' rate='163.4'/></Cube>
    <Cube time="2026-11-20"><Cube currency="USD" rate="1.08"/></Cube>
  </Cube>
</gesmes:Envelope>)")),
              ElementsAre("2026-11-20 EUR USD=10800", "2026-11-23 EUR JPY=1634000 USD=10823"));
}

TEST(Rates, ReadOurOwnFormatInAnyOrder) {
  EXPECT_THAT(sheets(read_rates("\xEF\xBB\xBFrate;Day;base;currency\n1.5;2026-01-01;USD;CAD\n"
                                "0.9;2026-01-01;USD;EUR\n17000;2026-01-01;EUR;IDR\n")),
              ElementsAre("2026-01-01 EUR IDR=170000000", "2026-01-01 USD CAD=15000 EUR=9000"));
}

TEST(Rates, ErrorsInCsvHaveALineNumber) {
  EXPECT_THAT(
      message_for("day,base,currency,rate\n2026-01-01,EUR,USD,1.1\n2026-01-01,EUR,USD,1.2\n"),
      "line 3: a second rate of \"USD\" for 2026-01-01");
  EXPECT_THAT(message_for("day,base,currency,rate\n\n01.02.2026,EUR,USD,1.1\n"),
              HasSubstr("line 3: \"01.02.2026\""));
  EXPECT_THAT(message_for("day;base;currency;rate\n2026-01-01;EUR;USD;1,1\n"),
              HasSubstr("line 2: \"1,1\" is not a rate"));
  EXPECT_THAT(message_for("day,base,currency,rate\n2026-01-01,EUR,usd,1.1\n"),
              HasSubstr("line 2: \"usd\" is not a currency"));
  EXPECT_THAT(message_for("day,base,currency,rate\n2026-01-01,EUR,EUR,1\n"),
              HasSubstr("line 2: a rate from \"EUR\" to itself"));
  EXPECT_THAT(message_for("day,base,currency,rate\n2026-01-01,EUR,USD\n"),
              "line 2: the rate is missing");
  EXPECT_THAT(message_for("Date,USD\n2026-01-02,1\n2026-01-02,1\n"),
              "line 3: a second row for 2026-01-02");
  EXPECT_THAT(message_for("Date,USD\n23 Brumaire 2026,1\n"),
              HasSubstr("line 2: \"23 Brumaire 2026\""));
  EXPECT_THAT(message_for("Date,USD\n2026-01-02,0\n"), HasSubstr("line 2: \"0\" is not a rate"));
  EXPECT_THAT(message_for("Date,USD\n2026-01-02,1,2\n"), HasSubstr("line 2: the row has more"));
  EXPECT_THAT(message_for("deal,amount\n1,2\n"), HasSubstr("line 1: expected the columns"));
  EXPECT_THAT(message_for(""), "the file contains no rates");
}

TEST(Rates, ErrorsInXmlHaveALineNumber) {
  EXPECT_THAT(
      message_for("<a>\n<Cube>\n<Cube time='2026-11-23'><Cube currency='USD' rate='x'/></Cube>"
                  "\n</Cube></a>"),
      HasSubstr("line 3: \"x\" is not a rate"));
  EXPECT_THAT(message_for("<a>\n<Cube>\n<Cube time='today'/></Cube></a>"),
              HasSubstr("line 3: \"today\""));
  EXPECT_THAT(message_for("<a>\n<Cube>\n</a>"), HasSubstr("line 3: not XML"));
  EXPECT_THAT(message_for("<a/>"), "the file contains no rates");
}

TEST(Rates, EntitiesAreNotExpanded) {
  EXPECT_THAT(
      message_for("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<a><Cube>\n"
                  "<Cube time='2026-11-23'><Cube currency='USD' rate='&x;'/></Cube></Cube></a>"),
      HasSubstr("line 3: \"&x;\" is not a rate"));
}

TEST(Rates, RejectFilesThatAreTooLarge) {
  EXPECT_EQ(read_rates(std::string(rates_bytes_max + 1, ' ')).error().code, Errc::too_large);
}

TEST(Rates, SinceADayIncludesTheSheetInForceOnIt) {
  const auto all = read_rates("Date,USD\n2026-11-18,1\n2026-11-20,2\n2026-11-23,3\n").value();

  EXPECT_THAT(sheets(rates_since(all, day("2026-11-22"))),
              ElementsAre("2026-11-20 EUR USD=20000", "2026-11-23 EUR USD=30000"));
  EXPECT_THAT(sheets(rates_since(all, day("2026-11-20"))),
              ElementsAre("2026-11-20 EUR USD=20000", "2026-11-23 EUR USD=30000"));
  EXPECT_EQ(rates_since(all, day("2026-11-01")).size(), 3u);
}

TEST(Rates, ReplaceASheetOfTheSameDayAndBase) {
  const auto old = read_rates(
                       "day,base,currency,rate\n2026-11-18,EUR,USD,1\n2026-11-20,EUR,USD,2\n"
                       "2026-11-20,GBP,USD,5\n")
                       .value();
  const auto fresh = read_rates("Date,JPY\n2026-11-20,9\n2026-11-19,8\n").value();

  EXPECT_THAT(sheets(with_rates(old, fresh)),
              ElementsAre("2026-11-18 EUR USD=10000", "2026-11-19 EUR JPY=80000",
                          "2026-11-20 EUR JPY=90000", "2026-11-20 GBP USD=50000"));
}

}  // namespace
}  // namespace dealbell::intake
