#include <gtest/gtest.h>

#include "intake/csv/date.hpp"
#include "intake/csv/id.hpp"
#include "intake/csv/words.hpp"
#include "intake/currency.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"

namespace dealbell::intake {
namespace {

std::string amount(std::string_view text, char mark) {
  const auto parsed = parse_written_amount(text, mark);
  return parsed ? core::format_amount(parsed->e4) : "error";
}

std::string mark(const std::vector<std::string>& samples) {
  const auto guess = guess_decimal_mark(samples);
  return guess.mark ? std::string(1, *guess.mark) : "ambiguous: " + guess.example;
}

TEST(WrittenAmount, UsesTheFilesDecimalMark) {
  EXPECT_EQ(amount("1.234,50 €", ','), "1234.50");
  EXPECT_EQ(amount("$1,234.50", '.'), "1234.50");
  EXPECT_EQ(amount("1 234,50", ','), "1234.50");
  EXPECT_EQ(amount("1\u00A0234\u202F567,5", ','), "1234567.50");
  EXPECT_EQ(amount("CHF 1'234.50", '.'), "1234.50");
  EXPECT_EQ(amount("12,34,567.89", '.'), "1234567.89");
  EXPECT_EQ(amount("R$ 1.054,00", ','), "1054.00");
  EXPECT_EQ(amount("1054 kr", '.'), "1054.00");
  EXPECT_EQ(amount("1054", '.'), "1054.00");
}

TEST(WrittenAmount, ReadsEveryGroupingMark) {
  for (const auto* mark :
       {"'", "\u2019", "\u2018", "\xC2\x92", " ", "\u00A0", "\u2009", "\u2007", "\u202F"})
    EXPECT_EQ(amount("CHF 1" + std::string(mark) + "234.50", '.'), "1234.50") << mark;
}

TEST(WrittenAmount, MayHaveWideDigitsAndAYenSign) {
  EXPECT_EQ(parse_written_amount("１，２５０円", '.').value(), core::parse_amount("1250").value());
  EXPECT_EQ(parse_written_amount("\\1,250,500", '.').value(),
            core::parse_amount("1250500").value());
}

TEST(WrittenAmount, ADashMayStandForNoCents) {
  EXPECT_EQ(amount("1.250,-", ','), "1250.00");
  EXPECT_EQ(amount("€ 1.250,--", ','), "1250.00");
  EXPECT_EQ(amount("1.250,\u2014 €", ','), "1250.00");
  EXPECT_EQ(amount("1'250.-", '.'), "1250.00");
  EXPECT_EQ(amount("1.250,-", '.'), "error");
  EXPECT_EQ(mark({"1.250,-"}), ",");
}

std::string cell(std::string_view text) {
  const auto read = parse_amount_cell(text, ',');
  if (!read) return "error";
  return *read ? core::format_amount((*read)->e4) : "none";
}

TEST(AmountCell, ADashIsZeroAndSomeWordsAreNoValue) {
  for (const auto* zero : {"-", "  -   ", "- €", "€ -", "\u2013", "\u00A0-\u00A0EUR"})
    EXPECT_EQ(cell(zero), "0.00") << zero;
  for (const auto* none : {"", " ", "n/a", "N/A", "#N/A", "n. a.", "--", "\u2014", "k.A."})
    EXPECT_EQ(cell(none), "none") << none;
  for (const auto* bad : {"#REF!", "soon", "- 3 -"}) EXPECT_EQ(cell(bad), "error") << bad;
}

TEST(WrittenAmount, ReadsEveryNotationOfMinus) {
  EXPECT_EQ(amount("-12", '.'), "-12.00");
  EXPECT_EQ(amount("(12.00)", '.'), "-12.00");
  EXPECT_EQ(amount("12-", '.'), "-12.00");
  EXPECT_EQ(amount("-€12", '.'), "-12.00");
}

TEST(WrittenAmount, RejectsAMisplacedMark) {
  EXPECT_EQ(amount("12,50", '.'), "error");
  EXPECT_EQ(amount("12.50", ','), "error");
  EXPECT_EQ(amount("1234,567", '.'), "error");
  EXPECT_EQ(amount("1,234", ','), "1.234");
  EXPECT_EQ(amount("1.2.3", '.'), "error");
  EXPECT_EQ(amount("1,234.567,8", '.'), "error");
}

TEST(WrittenAmount, RejectsEverythingElse) {
  for (const auto* text : {"", "n/a", "€", "12:30", "about 12 or so maybe", "50%", "--1", "1e5",
                           "12k", "1.5 Mio €", "3 MIO", "k1", "(12", ".5", "12.", "2026-11-23"})
    EXPECT_EQ(amount(text, '.'), "error") << text;
}

TEST(DecimalMark, IsKnownIfOneSampleIsUnambiguous) {
  EXPECT_EQ(mark({"12", "1.234,50"}), ",");
  EXPECT_EQ(mark({"1,234.50"}), ".");
  EXPECT_EQ(mark({"12,5"}), ",");
  EXPECT_EQ(mark({"1,234,567"}), ".");
  EXPECT_EQ(mark({"1,234", "7.5"}), ".");
  EXPECT_EQ(mark({"0,125"}), ",");
  EXPECT_EQ(mark({"1054", "12"}), ".");
  EXPECT_EQ(mark({"1,234"}), "ambiguous: 1,234");
}

TEST(DecimalMark, IsUnknownIfSamplesContradictEachOther) {
  EXPECT_EQ(mark({"1.250,50", "980.00"}), "ambiguous: 980.00");
  EXPECT_EQ(mark({"1,250", "15,000", "2,5", "48,000"}), "ambiguous: 1,250") << "2.5 or 2,500?";
  EXPECT_EQ(mark({"1,250", "15.000"}), "ambiguous: 15.000");
  EXPECT_EQ(mark({"n/a", "1,234.50", "soon"}), ".");
}

TEST(WrittenDate, UsesItsFormat) {
  EXPECT_EQ(format_day(parse_written_date("3/4/2026", "DD/MM/YYYY").value()), "2026-04-03");
  EXPECT_EQ(format_day(parse_written_date("3/4/2026", "MM/DD/YYYY").value()), "2026-03-04");
  EXPECT_EQ(format_day(parse_written_date("2026-11-23 14:30", "YYYY-MM-DD").value()), "2026-11-23");
  EXPECT_EQ(format_day(parse_written_date("23.11.2026", "DD.MM.YYYY").value()), "2026-11-23");
}

TEST(WrittenDate, MayHaveAnyOfTheseFormats) {
  constexpr const char* dates[][2] = {{"2026.11.03", "YYYY.MM.DD"},
                                      {"2026. 11. 03.", "YYYY.MM.DD"},
                                      {"20261103", "YYYYMMDD"},
                                      {"3. 11. 2026", "DD.MM.YYYY"},
                                      {"03.11.26", "DD.MM.YY"},
                                      {"11/03/26", "MM/DD/YY"},
                                      {"46329", "serial"},
                                      {"46329.375", "serial"},
                                      {"44867", "serial 1904"},
                                      {"3. November 2026", "DD. MMM YYYY"},
                                      {"3 nov. 2026", "DD MMM YYYY"},
                                      {"3. Nov. 2026", "DD. MMM YYYY"},
                                      {"3-Nov-26", "DD-MMM-YY"},
                                      {"3 de noviembre de 2026", "DD de MMM de YYYY"},
                                      {"3.\u00A011.\u00A02026", "DD.MM.YYYY"},
                                      {"11/03/26 08:55 PM", "MM/DD/YY"},
                                      {"11/03/2026 8:55\u202FPM", "MM/DD/YYYY"}};
  for (const auto& [text, format] : dates) {
    const auto day = parse_written_date(text, format);
    EXPECT_EQ(day ? format_day(*day) : "error", "2026-11-03") << text;
  }
  for (const auto* month : {"décembre", "Dez.", "diciembre", "dicembre", "DÉC", "december"})
    EXPECT_EQ(
        format_day(parse_written_date("1 " + std::string(month) + " 2026", "DD MMM YYYY").value()),
        "2026-12-01");
}

TEST(WrittenDate, RejectsDaysThatDoNotExist) {
  EXPECT_FALSE(parse_written_date("31/02/2026", "DD/MM/YYYY"));
  EXPECT_FALSE(parse_written_date("2026-11-23x", "YYYY-MM-DD"));
  EXPECT_FALSE(parse_written_date("23/11/26", "DD/MM/YYYY"));
  EXPECT_FALSE(parse_written_date("", "YYYY-MM-DD"));
}

TEST(DateFormat, IsKnownIfAllSamplesHaveOnlyOneInCommon) {
  const auto format = [](const std::vector<std::string>& samples) {
    return guess_date_format(samples).format;
  };

  EXPECT_EQ(format({"2026-11-23", ""}), "YYYY-MM-DD");
  EXPECT_EQ(format({"03/04/2026", "23/04/2026"}), "DD/MM/YYYY");
  EXPECT_EQ(format({"03/04/2026", "04/23/2026"}), "MM/DD/YYYY");
  EXPECT_EQ(format({"03/04/2026"}), "");
  EXPECT_EQ(guess_date_format(std::vector<std::string>{"03/04/2026"}).candidates,
            "DD/MM/YYYY or MM/DD/YYYY");
  EXPECT_EQ(format({"soon"}), "");
  EXPECT_EQ(format({"02/23/26 08:55 PM"}), "MM/DD/YY");
  EXPECT_EQ(format({"03.11.26"}), "DD.MM.YY");
  EXPECT_EQ(format({"46329", "46342"}), "serial");
  EXPECT_EQ(format({"26-11-03"}), "") << "2026 or 2003";
}

TEST(Dates, OfEastAsiaHaveSignsErasAndWideDigits) {
  const auto day = [](std::string_view text) { return parse_written_date(text, "YYYY/MM/DD"); };
  for (const auto* text : {"2026年11月3日", "令和8年11月3日", "２０２６／１１／０３",
                           "2026년 11월 3일", "2026年11月3日 9:05"})
    EXPECT_EQ(day(text).value(), parse_day("2026-11-03").value()) << text;
  EXPECT_EQ(day("令和元年5月1日").value(), parse_day("2019-05-01").value());
  EXPECT_EQ(day("平成31年4月30日").value(), parse_day("2019-04-30").value());
  EXPECT_FALSE(day("令和年11月3日"));
  EXPECT_FALSE(day("大正8年11月3日"));
}

TEST(Words, IgnoreCaseSpacesAndPunctuation) {
  EXPECT_EQ(plain_word("Closed Won"), plain_word("closed_won"));
  EXPECT_EQ(plain_word("ÉTAPE"), plain_word("étape"));
}

TEST(Words, IgnoreAccentsHoweverTheyAreWritten) {
  EXPECT_EQ(plain_word("Número"), "numero");
  EXPECT_EQ(plain_word("Nu\u0301mero"), "numero");
  EXPECT_EQ(plain_word("Właściciel"), "wlasciciel");
  EXPECT_EQ(plain_word("Größe × 2"), "grose2");
  EXPECT_EQ(plain_word("金額"), "金額");
}

TEST(Words, CommonStatusesAreKnown) {
  EXPECT_EQ(common_status("Closed Won").value(), core::DealStatus::won);
  EXPECT_EQ(common_status("Verloren").value(), core::DealStatus::lost);
  EXPECT_EQ(common_status("Prospecting").value(), core::DealStatus::open);
  EXPECT_FALSE(common_status("Stage 7"));
}

std::string currency(std::string_view text) { return written_currency(text).value_or("none"); }

TEST(WrittenCurrency, IsACodeANameOrAnUnambiguousSymbol) {
  EXPECT_EQ(currency("usd"), "USD");
  EXPECT_EQ(currency("US Dollar"), "USD");
  EXPECT_EQ(currency("€"), "EUR");
  EXPECT_EQ(currency("1.234,50\u00A0€"), "EUR");
  EXPECT_EQ(currency("CHF 1'234.50"), "CHF");
  EXPECT_EQ(currency("Fr. 12.50"), "CHF");
  EXPECT_EQ(currency("(£12.00)"), "GBP");
  EXPECT_EQ(currency("CA$12"), "CAD");
}

TEST(WrittenCurrency, IsNoneIfAmbiguous) {
  for (const auto* text : {"$1,234.50", "1054 kr", "¥12", "12", "", "dollars", "."})
    EXPECT_EQ(currency(text), "none") << text;
}

TEST(WrittenCurrency, ASignThatSeveralCurrenciesHaveContradictsTheOthers) {
  EXPECT_EQ(shared_sign("$1,234.50"), "$");
  EXPECT_EQ(shared_sign("1054 kr."), "kr");
  EXPECT_EQ(shared_sign("¥ 12"), "¥");
  EXPECT_EQ(shared_sign("\\12"), "¥");
  EXPECT_EQ(shared_sign("€12"), "");
  EXPECT_TRUE(may_be_in("$12", "CAD"));
  EXPECT_FALSE(may_be_in("$12", "EUR"));
  EXPECT_FALSE(may_be_in("€12", "USD"));
  EXPECT_TRUE(may_be_in("12", "USD"));
}

TEST(HeaderCurrency, IsItsEnd) {
  EXPECT_EQ(header_currency("Amount (USD)"), "USD");
  EXPECT_EQ(header_currency("Betrag in EUR"), "EUR");
  EXPECT_EQ(header_currency("Betrag [€]"), "€");
  EXPECT_EQ(header_currency("Amount, $"), "$");
  EXPECT_EQ(header_currency("Amount (net)"), "");
  EXPECT_EQ(header_currency("EUR"), "");
  EXPECT_EQ(without_currency("Amount (USD)"), "Amount");
  EXPECT_EQ(without_currency("Betrag in EUR"), "Betrag");
}

std::string id(std::string text, std::string_view format) {
  const auto plain = webhook_id(std::move(text), format);
  return plain ? *plain : "error";
}

TEST(WrittenId, BecomesTheIdOfTheWebhooks) {
  EXPECT_EQ(id("0065w000023STAm", "salesforce"), "0065w000023STAmAAO");
  EXPECT_EQ(id("0065w000023STAmAAO", "salesforce"), "0065w000023STAmAAO");
  EXPECT_EQ(id("0065w000023STAm", ""), "0065w000023STAm");
  EXPECT_EQ(id("zcrm_5437000000345001", "zoho"), "5437000000345001");
  EXPECT_EQ(id("{E1F1A2B3-0000}", "guid"), "e1f1a2b3-0000");
}

TEST(WrittenId, RejectsNumbersRoundedByASpreadsheet) {
  EXPECT_EQ(id("3.32507E+11", ""), "error");
  EXPECT_EQ(id("3,32507E+11", ""), "error");
  EXPECT_EQ(id("5E+15", ""), "error");
  EXPECT_EQ(id("D3.E+F", ""), "D3.E+F");
}

std::string instant(std::string_view text, std::string_view format, bool utc = false) {
  const auto at = written_instant(text, format, utc);
  return at ? format_instant(*at) : "none";
}

TEST(WrittenInstant, NeedsAZone) {
  EXPECT_EQ(instant("2026-11-02T23:30:00.123456+01:00", "YYYY-MM-DD"), "2026-11-02T22:30:00.123Z");
  EXPECT_EQ(instant("2026-11-02 23:30", "YYYY-MM-DD", true), "2026-11-02T23:30:00Z");
  EXPECT_EQ(instant("2026-11-02 23:30:05", "YYYY-MM-DD", true), "2026-11-02T23:30:05Z");
  EXPECT_EQ(instant("2026-11-02 23:30", "YYYY-MM-DD"), "none");
  EXPECT_EQ(instant("11/02/26 08:55 PM", "MM/DD/YY", true), "2026-11-02T20:55:00Z");
  EXPECT_EQ(instant("2026-11-02", "YYYY-MM-DD", true), "none");
}

TEST(WrittenDate, MayHaveAMonthNameAndATime) {
  const auto day = [](const char* text, const char* format) {
    const auto read = parse_written_date(text, format);
    return read ? format_day(*read) : "error";
  };
  EXPECT_EQ(day("Nov 2, 2026", "MMM DD, YYYY"), "2026-11-02");
  EXPECT_EQ(day("November 2, 2026 10:00 AM", "MMM DD, YYYY"), "2026-11-02");
  EXPECT_EQ(day("02 Nov 2026", "DD MMM YYYY"), "2026-11-02");
  EXPECT_EQ(day("11/2/2026, 2:30 PM", "MM/DD/YYYY"), "2026-11-02");
  EXPECT_EQ(day("Nox 2, 2026", "MMM DD, YYYY"), "error");
}

}  // namespace
}  // namespace dealbell::intake
