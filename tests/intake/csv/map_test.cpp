#include "intake/csv/map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dealbell::intake {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Rows = std::vector<std::vector<std::string>>;

const std::vector<std::string> maven_header{"opportunity_id", "sales_agent", "product",
                                            "account",        "deal_stage",  "engage_date",
                                            "close_date",     "close_value"};
const Rows maven_rows{
    {"1C1I7A6R", "Moses Frase", "GTX Plus Basic", "Cancity", "Won", "2016-10-20", "2017-03-01",
     "1054"},
    {"HAXMC4IX", "James Ascencio", "MG Advanced", "", "Engaging", "2016-11-03", "", ""}};

TEST(ProposedMap, UnderstandsASimpleExport) {
  const auto map = propose_map(maven_header, maven_rows, ',');

  EXPECT_EQ(map[CsvField::id].column, "opportunity_id");
  EXPECT_EQ(map[CsvField::owner].column, "sales_agent");
  EXPECT_EQ(map[CsvField::product].column, "product");
  EXPECT_EQ(map[CsvField::customer].column, "account");
  EXPECT_EQ(map[CsvField::stage].column, "deal_stage");
  EXPECT_EQ(map[CsvField::created].column, "engage_date");
  EXPECT_EQ(map[CsvField::closed].column, "close_date");
  EXPECT_EQ(map[CsvField::closed].format, "YYYY-MM-DD");
  EXPECT_EQ(map[CsvField::amount].column, "close_value");
  EXPECT_EQ(map.words.at("Engaging"), core::DealStatus::open);
}

TEST(ProposedMap, UnderstandsSalesforceInEnglish) {
  const std::vector<std::string> header{
      "Opportunity Owner", "Account Name", "Opportunity Name", "Stage",         "Amount",
      "Amount Currency",   "Close Date",   "Created Date",     "Opportunity ID"};

  const auto map = propose_map(header,
                               Rows{{"Ana", "Acme", "Renewal", "Closed Won", "1,234.50", "USD",
                                     "11/23/2026", "3/4/2026", "006x"}},
                               ',');

  EXPECT_EQ(map[CsvField::title].column, "Opportunity Name");
  EXPECT_EQ(map[CsvField::id].column, "Opportunity ID");
  EXPECT_EQ(map[CsvField::closed].format, "MM/DD/YYYY");
  EXPECT_EQ(map[CsvField::created].format, "MM/DD/YYYY") << "one column settles the other";
  EXPECT_EQ(map.decimal_mark, '.');
}

TEST(ProposedMap, UnderstandsGerman) {
  const std::vector<std::string> header{"Vorgangsnummer", "Verantwortlicher", "Kunde",
                                        "Währung",        "Betrag",           "Phase",
                                        "Abschlussdatum"};

  const auto map = propose_map(
      header, Rows{{"7", "Ana", "Acme", "EUR", "1.234,50", "Gewonnen", "23.11.2026"}}, ';');

  EXPECT_EQ(map[CsvField::owner].column, "Verantwortlicher");
  EXPECT_EQ(map[CsvField::currency].column, "Währung");
  EXPECT_EQ(map.decimal_mark, ',');
  EXPECT_THAT(open_questions(map, header, {}), IsEmpty());
}

TEST(ProposedMap, UsesTheValuesIfTheHeaderIsUnknown) {
  const std::vector<std::string> header{"key", "who", "worth", "stage"};

  const auto map =
      propose_map(header, Rows{{"k1", "ana", "12", "won"}, {"k2", "ana", "12", "lost"}}, ',');

  EXPECT_EQ(map[CsvField::id].column, "key");
  EXPECT_EQ(map[CsvField::amount].column, "worth");
}

TEST(OpenQuestions, AskForTheCurrency) {
  const auto map = propose_map(maven_header, maven_rows, ',');

  EXPECT_THAT(open_questions(map, maven_header, maven_rows),
              ElementsAre(HasSubstr("{\"currency\":{\"value\":\"EUR\"}}")));
}

TEST(OpenQuestions, AskWhichOfSeveralColumnsOfOneName) {
  const std::vector<std::string> header{"id", "stage", "Amount [column 3]", "Amount [column 4]"};
  const Rows different{{"1", "Won", "", "12"}}, same{{"1", "Won", "12", "12"}};
  const auto map = propose_map(header, different, ',', R"({"currency":{"value":"EUR"}})").value();

  EXPECT_THAT(open_questions(map, header, different),
              ElementsAre(HasSubstr(R"({"amount":{"column":"Amount [column 4]"}})")));
  EXPECT_EQ(propose_map(header, same, ',')[CsvField::amount].column, "Amount [column 3]");
}

TEST(ProposedMap, GuessesTheFormatsOfTheColumnsThatTheAnswersName) {
  const std::vector<std::string> header{"id", "stage", "amount", "real value", "currency"};
  const Rows rows{{"1", "Won", "12.50", "1.234,50", "EUR"}};

  EXPECT_EQ(propose_map(header, rows, ',').decimal_mark, '.');
  const auto answered =
      propose_map(header, rows, ',', R"({"amount":{"column":"real value"}})").value();
  EXPECT_EQ(answered.decimal_mark, ',');
}

TEST(ProposedMap, OneCellThatIsNoAmountDoesNotHideTheCurrency) {
  const std::vector<std::string> header{"id", "stage", "amount"};
  const auto map = propose_map(
      header, Rows{{"1", "Won", "CHF 12\u2019500.50"}, {"2", "Won", "soon"}, {"3", "Won", "n/a"}},
      ',');

  EXPECT_EQ(map[CsvField::currency].column, "amount");
}

TEST(OpenQuestions, AskWhichCurrencyASharedSignMeans) {
  const std::vector<std::string> header{"id", "stage", "amount"};
  const Rows rows{{"1", "Won", "¥125,000,000"}};
  const auto map = propose_map(header, rows, ',');

  EXPECT_THAT(map.named_currencies, ElementsAre("¥"));
  EXPECT_THAT(open_questions(map, header, rows), ElementsAre(HasSubstr("Some have \"¥\"")));
}

TEST(OpenQuestions, AskWhatASharedSignInACurrencyColumnMeans) {
  const std::vector<std::string> header{"id", "stage", "amount", "currency"};
  const Rows rows{{"1", "Won", "12", "$"}};

  EXPECT_THAT(open_questions(propose_map(header, rows, ','), header, rows),
              ElementsAre(HasSubstr(R"({"currency":{"aliases":{"$":"…"}}})")));
  const auto answered =
      propose_map(header, rows, ',', R"({"currency":{"aliases":{"$":"USD"}}})").value();
  EXPECT_THAT(open_questions(answered, header, rows), IsEmpty());
}

TEST(ProposedMap, TheHeaderOfTheAmountsNamesTheirCurrency) {
  const std::vector<std::string> header{"id", "stage", "Amount (USD)"};
  const auto map = propose_map(header, Rows{{"1", "Won", "12"}}, ',');

  EXPECT_EQ(map[CsvField::amount].column, "Amount (USD)");
  EXPECT_EQ(map[CsvField::currency].value, "USD");
}

TEST(ProposedMap, WeighsAllColumnsOfMoney) {
  const std::vector<std::string> header{"topic", "est. revenue", "actual revenue", "currency"};
  const Rows rows{{"a", "1000", "1.250", "EUR"}};

  EXPECT_EQ(propose_map(header, rows, ',').decimal_mark, '\0');
}

TEST(OpenQuestions, AskAboutAmbiguousDatesAmountsAndWords) {
  const std::vector<std::string> header{"id", "amount", "currency", "status", "close date"};
  const Rows rows{{"1", "1,234", "USD", "Stage 7", "03/04/2026"}};

  EXPECT_THAT(open_questions(propose_map(header, rows, ','), header, rows),
              ElementsAre(HasSubstr("\"1,234\" a thousand or a fraction"),
                          HasSubstr("DD/MM/YYYY or MM/DD/YYYY"), HasSubstr("\"Stage 7\"")));
}

TEST(OpenQuestions, QuoteWordsSoThatTheAnswerIsJson) {
  const std::vector<std::string> header{"id", "status"};
  const Rows rows{{"1", "the \"big\"\tone"}};

  const auto questions = open_questions(propose_map(header, rows, ','), header, rows);

  EXPECT_THAT(questions,
              ElementsAre(HasSubstr(R"({"status":{"words":{"the \"big\"\tone":"open"}}})")));
}

TEST(OpenQuestions, AreLimitedInNumberAndLength) {
  const std::vector<std::string> header{"id", "status"};
  Rows rows{{"0", "a" + std::string(500, 'x')}};
  for (int i = 1; i < 50; ++i) rows.push_back({std::to_string(i), "word " + std::to_string(i)});

  const auto questions = open_questions(propose_map(header, rows, ','), header, rows);

  ASSERT_EQ(questions.size(), 21u);
  EXPECT_LT(questions.front().size(), 120u);
  EXPECT_THAT(questions.back(), HasSubstr("30 more words. Is \"status\" the status column"));
}

TEST(OpenQuestions, SuggestOnlyDateFormatsThatSomeDatesHave) {
  const std::vector<std::string> header{"id", "stage", "created", "closed"};
  const Rows rows{{"1", "won", "soon", "31.12.2025"},
                  {"2", "won", "later", "30.12.2025"},
                  {"3", "won", "", "2025-12-31"}};

  const auto questions = open_questions(propose_map(header, rows, ','), header, rows);

  EXPECT_THAT(questions, ElementsAre(AllOf(HasSubstr("\"soon\", cannot be read"),
                                           HasSubstr("{\"created\":null}")),
                                     AllOf(HasSubstr("\"2025-12-31\" is not DD.MM.YYYY"),
                                           HasSubstr("{\"closed\":{\"format\":\"DD.MM.YYYY\"}}"))));
}

TEST(OpenQuestions, AskWhetherAmountsAreCents) {
  const std::vector<std::string> header{"id", "status_type", "status_label", "value",
                                        "value_currency"};
  const Rows rows{{"oppo_1", "won", "Signed", "120050", "USD"}};
  const auto map = propose_map(header, rows, ',');

  EXPECT_THAT(open_questions(map, header, rows), ElementsAre(HasSubstr("\"value\" cents?")));
  const auto answered = apply_json(map, R"({"amount":{"format":"units"}})").value();
  EXPECT_THAT(open_questions(answered, header, rows), IsEmpty());
}

TEST(ProposedMap, NeverUsesAConvertedAmount) {
  const std::vector<std::string> header{"id", "stage", "Value in company currency", "worth"};
  const Rows rows{{"1", "won", "12.00", "10.00"}};

  EXPECT_EQ(propose_map(header, rows, ',')[CsvField::amount].column, "worth");
}

TEST(ProposedMap, ListsTheStagesThatThePipelinesMustKnow) {
  const std::vector<std::string> header{"id", "stage"};
  const Rows rows{{"1", "Parked"}, {"2", "Won"}};
  const auto map = propose_map(header, rows, ',');

  EXPECT_THAT(open_questions(map, header, rows), IsEmpty());
  EXPECT_THAT(map[CsvField::stage].reason, ::testing::EndsWith("pipelines decide about: Parked"));
}

TEST(MapJson, AnswersChangeTheProposal) {
  const auto proposed = propose_map(maven_header, maven_rows, ',');

  const auto map =
      apply_json(proposed, R"({"currency":{"value":"USD"},"account":null,"customer":null,
                                            "product":{"aliases":{"GTXPro":"GTX Pro"}}})");

  EXPECT_EQ(map.error().pointer, "/account");
  const auto fixed = apply_json(proposed, R"({"currency":{"value":"USD"},"customer":null,
                                              "product":{"aliases":{"GTXPro":"GTX Pro"}}})")
                         .value();
  EXPECT_EQ(fixed[CsvField::currency].value, "USD");
  EXPECT_FALSE(fixed[CsvField::customer].used());
  EXPECT_EQ(fixed[CsvField::product].column, "product");
  EXPECT_THAT(open_questions(fixed, maven_header, maven_rows), IsEmpty());
}

TEST(MapJson, AWrittenMapReadsBackTheSame) {
  const auto map =
      apply_json(
          propose_map(maven_header, maven_rows, ';'),
          R"({"decimal":",","repeated":"last","status":{"words":{"Parked":"open"}},"owner":{"aliases":{"a":"b"}}})")
          .value();
  const auto text = to_json(map);

  EXPECT_EQ(to_json(apply_json({}, text).value()), text);
}

TEST(MapJson, InvalidJsonIsReportedWithLineAndColumn) {
  EXPECT_EQ(apply_json({}, "{\n  \"é\" oops").error().message, "line 2, column 7: not JSON");
  EXPECT_EQ(apply_json({}, "").error().message, "line 1, column 1: not JSON");
}

TEST(MapJson, ErrorsHaveAPointer) {
  const auto pointer = [](const char* text) { return apply_json({}, text).error().pointer; };

  EXPECT_EQ(apply_json({}, "{").error().code, Errc::bad_json);
  EXPECT_EQ(pointer(R"({"decimal":"x"})"), "/decimal");
  EXPECT_EQ(pointer(R"({"repeated":"sum"})"), "/repeated");
  EXPECT_EQ(pointer(R"({"amount":"close_value"})"), "/amount");
  EXPECT_EQ(pointer(R"({"amount":{"colum":"x"}})"), "/amount/colum");
  EXPECT_EQ(pointer(R"({"closed":{"format":"D/M/Y"}})"), "/closed/format");
  EXPECT_EQ(pointer(R"({"status":{"words":{"Won":"yes"}}})"), "/status/words/Won");
  EXPECT_EQ(pointer(R"({"owner":{"words":{}}})"), "/owner/words");
  EXPECT_EQ(pointer(R"({"owner":{"aliases":{"a":1}}})"), "/owner/aliases/a");
}

TEST(DescribedMap, IsATableWithReasons) {
  const auto text = describe(
      apply_json(propose_map(maven_header, maven_rows, ','), R"({"currency":{"value":"USD"}})")
          .value(),
      maven_header);

  EXPECT_THAT(text, HasSubstr("  id           opportunity_id              by its header\n"));
  EXPECT_THAT(text, HasSubstr("always \"USD\""));
  EXPECT_THAT(text, HasSubstr("Engaging → open"));
}

TEST(DescribedMap, NamesTheColumnsThatAreNotUsed) {
  const std::vector<std::string> header{"ID", "Owner", "Amount", "Stage", "Shoe size", "Mood"};
  const Rows rows{{"1", "ana", "5", "Won", "44", "fine"}};

  EXPECT_THAT(describe(propose_map(header, rows, ','), header),
              HasSubstr("  not used     Shoe size, Mood\n"));
}

TEST(ProposedMap, LeavesOutWhatAVendorMarksAsATest) {
  const std::vector<std::string> header{"id",       "Amount", "Amount Refunded",
                                        "Currency", "Status", "Mode"};
  const Rows rows{{"ch_1", "5", "0", "eur", "Paid", "Test"}};
  auto map = propose_map(header, rows, ',');

  EXPECT_EQ(map.left_out.column, "Mode");
  EXPECT_EQ(map.left_out.word, "test");
  map = apply_json(map, R"({"left_out":{"column":"Status","value":"Failed"}})").value();
  EXPECT_EQ(map.left_out.column, "Status");
  EXPECT_EQ(apply_json({}, to_json(map)).value().left_out.word, "Failed");
  EXPECT_EQ(apply_json(map, R"({"left_out":null})").value().left_out.column, "");
  EXPECT_EQ(apply_json({}, R"({"left_out":{"column":"Mode"}})").error().pointer, "/left_out");
}

}  // namespace
}  // namespace dealbell::intake
