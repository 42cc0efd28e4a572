#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "intake/csv/row.hpp"
#include "intake/csv/table.hpp"
#include "intake/csv/text.hpp"
#include "intake/csv/vendors.hpp"

// fixtures/exports/NAME.csv has a few rows in a vendor's format. NAME.expected has what is read
// from it if only the office's currency is given: the vendor, the open questions, and a line for
// each row.
namespace dealbell::intake {
namespace {

namespace fs = std::filesystem;
const fs::path exports = fs::path(DEALBELL_SOURCE_DIR) / "tests/intake/fixtures/exports";

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string text_of(const std::string& text) { return text; }
std::string text_of(core::Amount amount) { return core::format_amount(amount.e4); }
std::string text_of(TimeOrDay at) { return format_time_or_day(at); }
std::string text_of(Day day) { return format_day(day); }
std::string text_of(std::int32_t percent_e4) { return core::format_amount(percent_e4, 0); }
std::string text_of(core::DealStatus status) {
  constexpr const char* words[] = {"unknown", "open", "won", "lost", "deleted"};
  return words[static_cast<int>(status)];
}

template <class T>
std::string member(const char* name, const core::Patch<T>& patch) {
  if (!patch) return "";
  return std::string(" ") + name + "=" + (*patch ? text_of(**patch) : "-") + ";";
}

std::string line_about(const core::DealEvent& deal) {
  return deal.id + ":" + member("status", deal.status) + member("title", deal.title) +
         member("amount", deal.amount) + member("currency", deal.currency) +
         member("owner", deal.owner) + member("stage", deal.stage) +
         member("pipeline", deal.pipeline) + member("product", deal.product) +
         member("customer", deal.customer) + member("kind", deal.kind) +
         member("source", deal.lead_source) + member("percent", deal.probability_e4) +
         member("created", deal.created_at) + member("closed", deal.closed_at) +
         member("expected", deal.close_date) + member("lost_reason", deal.lost_reason) + "\n";
}

std::string line_about(const core::RefundEvent& refund) {
  return refund.id + ": refund" + member("deal", refund.deal) + member("amount", refund.amount) +
         member("currency", refund.currency) + member("date", refund.date) + "\n";
}

std::string read_export(const std::string& bytes) {
  const auto text = decode_text(bytes).value().text;
  const auto table = read_table(text).value();
  const auto& [delimiter, header_line, header, rows, errors] = table;
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) cells.push_back(row.fields);
  const auto* vendor = recognise(header);
  std::string read = std::string(vendor ? vendor->name : "unknown vendor") + "\n";
  auto map = propose_map(header, cells, delimiter);
  for (const auto& question : open_questions(map, header, cells)) read += question + "\n";
  if (!map[CsvField::currency].used()) map[CsvField::currency].value = "EUR";
  const CsvContext context{"crm", [](Day day) { return Instant{day} + std::chrono::hours{12}; },
                           from_ms(0), from_ms(0)};
  const auto row_reader = CsvRowReader::create(map, header, context);
  if (!row_reader) return read + row_reader.error().message + "\n";
  for (const auto& row : rows) {
    const auto event = row_reader->read(row);
    if (const auto left_out = row_reader->left_out(row); !left_out.empty()) read += left_out + "\n";
    if (!event) {
      read += event.error().message + "\n";
      continue;
    }
    read += line_about(std::get<core::DealEvent>(event->what));
    const auto refund = row_reader->read_refund(row, *event).value();
    if (refund) read += line_about(std::get<core::RefundEvent>(refund->what));
  }
  return read;
}

class Export : public testing::TestWithParam<std::string> {};

TEST_P(Export, IsReadWithoutAMap) {
  const auto read = read_export(contents(exports / (GetParam() + ".csv")));

  EXPECT_EQ(read, contents(exports / (GetParam() + ".expected")));
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(exports))
    if (entry.path().extension() == ".csv") found.push_back(entry.path().stem());
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(Of, Export, testing::ValuesIn(names()),
                         [](const auto& of) { return of.param; });

// Spreadsheets change the delimiter and the encoding when they save a file.
TEST(Exports, ReadTheSameInEveryEncodingAndDelimiter) {
  const auto plain = contents(exports / "pipedrive.csv");
  const auto as_read = read_export(plain);
  std::string utf16 = "\xFF\xFE", windows, tabs = plain;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    char c = plain[i];
    if (static_cast<unsigned char>(c) == 0xC3) c = static_cast<char>(plain[++i] + 0x40);
    windows += c;
    utf16 += c;
    utf16 += '\0';
  }
  std::replace(tabs.begin(), tabs.end(), ';', '\t');

  EXPECT_EQ(read_export("\xEF\xBB\xBF" + plain), as_read);
  EXPECT_EQ(read_export(utf16), as_read);
  EXPECT_EQ(read_export(windows), as_read);
  EXPECT_EQ(read_export(tabs), as_read);
}

}  // namespace
}  // namespace dealbell::intake
