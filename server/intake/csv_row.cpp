#include "intake/csv_row.hpp"

#include <algorithm>

#include "intake/csv_amount.hpp"
#include "intake/csv_date.hpp"
#include "intake/csv_fingerprint.hpp"
#include "intake/csv_words.hpp"

namespace dealbell::intake {
namespace {

using Member = core::Patch<std::string> core::DealEvent::*;
struct TextField {
  CsvField field;
  Member member;
};
// The fields that are taken as text.
constexpr TextField text_fields[] = {
    {CsvField::title, &core::DealEvent::title},
    {CsvField::owner, &core::DealEvent::owner},
    {CsvField::team, &core::DealEvent::team},
    {CsvField::stage, &core::DealEvent::stage},
    {CsvField::pipeline, &core::DealEvent::pipeline},
    {CsvField::product, &core::DealEvent::product},
    {CsvField::region, &core::DealEvent::region},
    {CsvField::lead_source, &core::DealEvent::lead_source},
    {CsvField::customer, &core::DealEvent::customer},
    {CsvField::kind, &core::DealEvent::kind},
    {CsvField::lost_reason, &core::DealEvent::lost_reason},
};

constexpr std::size_t id_bytes_max =
    170;  // with "csv:" and the hash an event id stays within its 200
constexpr std::size_t text_bytes_max = 1000;

std::string trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

}  // namespace

CsvRowReader::CsvRowReader(ColumnMap map, std::size_t columns, CsvContext context)
    : map_(std::move(map)), columns_(columns), context_(std::move(context)) {}

Result<CsvRowReader> CsvRowReader::create(const ColumnMap& map,
                                          const std::vector<std::string>& header,
                                          CsvContext context) {
  const auto questions = open_questions(map, header, {});
  if (!questions.empty()) return error(Errc::bad_value, questions.front());
  CsvRowReader reader(map, header.size(), std::move(context));
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto& column = map.fields[i].column;
    const auto found = std::ranges::find(header, column);
    reader.index_[i] = column.empty() ? -1 : found - header.begin();
    if (!column.empty() && found == header.end())
      return error(Errc::bad_value, "the file has no column \"" + column + "\" for " +
                                        std::string(name_of(static_cast<CsvField>(i))));
  }
  for (const auto& [word, status] : map.words) reader.words_.emplace(plain_word(word), status);
  return reader;
}

Result<core::Event> CsvRowReader::read(const CsvRow& row) const {
  const auto on_line = [&](const Error& e) {
    return error(e.code, "line " + std::to_string(row.line) + ": " + e.message, e.pointer);
  };
  if (row.fields.size() != columns_)
    return on_line(error(Errc::bad_value, "expected " + std::to_string(columns_) +
                                              " fields, found " +
                                              std::to_string(row.fields.size())));
  auto what = deal(row);
  if (!what) return on_line(what.error());
  core::Event event;
  event.source = context_.source;
  event.id = "csv:" + what->id + ":" + fingerprint(*what, context_.as_of);
  event.occurred_at = context_.as_of;
  event.received_at = context_.received_at;
  event.quiet = true;
  event.operation =
      what->status == core::DealStatus::deleted ? core::Operation::remove : core::Operation::change;
  event.what = std::move(*what);
  return event;
}

Result<core::DealEvent> CsvRowReader::deal(const CsvRow& row) const {
  core::DealEvent deal;
  deal.id = text(row, CsvField::id);
  if (deal.id.empty()) return bad(CsvField::id, "the id is empty");
  if (deal.id.size() > id_bytes_max) return bad(CsvField::id, "the id is longer than 170 bytes");
  if (std::ranges::any_of(deal.id,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return bad(CsvField::id, "the id has a control character");

  for (const auto& [field, member] : text_fields) {
    if (!map_[field].used()) continue;
    auto content = text(row, field);
    if (content.size() > text_bytes_max) return bad(field, "the text is longer than 1000 bytes");
    if (content.find('\0') != std::string::npos) return bad(field, "the text has a NUL character");
    auto& patch = (deal.*member).emplace();
    if (!content.empty()) patch = std::move(content);
  }

  for (const auto take : {&CsvRowReader::take_amount, &CsvRowReader::take_currency,
                          &CsvRowReader::take_probability, &CsvRowReader::take_status_and_dates})
    if (auto taken = (this->*take)(row, deal); !taken) return taken.error();
  return deal;
}

Result<> CsvRowReader::take_amount(const CsvRow& row, core::DealEvent& deal) const {
  if (!map_[CsvField::amount].used()) return {};
  auto& patch = deal.amount.emplace();
  const auto written = text(row, CsvField::amount);
  if (written.empty()) return {};
  const auto amount = parse_written_amount(written, map_.decimal_mark);
  if (!amount) return bad(CsvField::amount, amount.error().message);
  patch = *amount;
  return {};
}

Result<> CsvRowReader::take_currency(const CsvRow& row, core::DealEvent& deal) const {
  if (!map_[CsvField::currency].used()) return {};
  auto& patch = deal.currency.emplace();
  auto code = text(row, CsvField::currency);
  if (code.empty()) return {};
  for (auto& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; }))
    return bad(CsvField::currency,
               "\"" + code.substr(0, 40) + "\" is not a currency code such as EUR");
  patch = std::move(code);
  return {};
}

Result<> CsvRowReader::take_probability(const CsvRow& row, core::DealEvent& deal) const {
  constexpr std::int64_t hundred_percent_e4 = 1'000'000;
  if (!map_[CsvField::probability].used()) return {};
  auto& patch = deal.probability_e4.emplace();
  auto written = text(row, CsvField::probability);
  if (written.ends_with('%'))
    written = trim(std::string_view(written).substr(0, written.size() - 1));
  if (written.empty()) return {};
  const auto percent = core::parse_amount(written);
  if (!percent || percent->e4 < 0 || percent->e4 > hundred_percent_e4)
    return bad(CsvField::probability,
               "\"" + written.substr(0, 40) + "\" is not a percentage from 0 to 100");
  patch = static_cast<std::int32_t>(percent->e4);
  return {};
}

// What the date of closing means depends on the status: when it was, or when it is expected.
Result<> CsvRowReader::take_status_and_dates(const CsvRow& row, core::DealEvent& deal) const {
  const auto state = status(row);
  if (!state) return state.error();
  deal.status.emplace(*state);
  const auto created = date(row, CsvField::created);
  if (!created) return created.error();
  const auto closed = date(row, CsvField::closed);
  if (!closed) return closed.error();
  const auto at_noon = [&](const std::optional<Day>& day) {
    return day ? std::optional(context_.noon(*day)) : std::nullopt;
  };
  if (*created) deal.created_at.emplace(at_noon(**created));
  const bool over = *state == core::DealStatus::won || *state == core::DealStatus::lost;
  if (*closed && over) deal.closed_at.emplace(at_noon(**closed));
  if (*closed && !over) deal.close_date.emplace(**closed);
  return {};
}

// The field's value in this row, trimmed and with its alias resolved.
std::string CsvRowReader::text(const CsvRow& row, CsvField field) const {
  const auto index = index_[static_cast<std::size_t>(field)];
  const auto& mapped = map_[field];
  auto content = index < 0 ? mapped.value : trim(row.fields[static_cast<std::size_t>(index)]);
  const auto alias = mapped.aliases.find(content);
  return alias == mapped.aliases.end() ? content : alias->second;
}

Result<core::DealStatus> CsvRowReader::status(const CsvRow& row) const {
  const auto field = map_[CsvField::status].used() ? CsvField::status : CsvField::stage;
  const auto word = text(row, field);
  const auto listed = words_.find(plain_word(word));
  if (listed != words_.end()) return listed->second;
  auto common = common_status(word);
  if (common) return common;
  return bad(field, "nobody has said what the status \"" + word +
                        "\" means: {\"status\":{\"words\":{\"" + word +
                        "\":\"open\"}}} in the map does");
}

Result<core::Patch<Day>> CsvRowReader::date(const CsvRow& row, CsvField field) const {
  core::Patch<Day> patch;
  if (!map_[field].used()) return patch;
  patch.emplace();
  const auto written = text(row, field);
  if (written.empty()) return patch;
  if (map_[field].format.empty())
    return bad(field,
               "the map does not say how the date \"" + written.substr(0, 40) + "\" is written");
  const auto day = parse_written_date(written, map_[field].format);
  if (!day) return bad(field, day.error().message);
  patch->emplace(*day);
  return patch;
}

Error CsvRowReader::bad(CsvField field, const std::string& why) const {
  const auto& column = map_[field].column;
  return error(Errc::bad_value,
               (column.empty() ? std::string(name_of(field)) : column) + ": " + why);
}

}  // namespace dealbell::intake
