#include "intake/csv/row.hpp"

#include <algorithm>
#include <cstdlib>

#include "intake/csv/column.hpp"
#include "intake/csv/fingerprint.hpp"
#include "intake/csv/id.hpp"
#include "intake/csv/words.hpp"
#include "intake/plain_word.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

using Member = core::Patch<std::string> core::DealEvent::*;
struct TextField {
  CsvField field;
  Member member;
};
// The fields that are imported as text.
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

// With "csv:refund:" and the hash, an event id stays within its limit of 200.
constexpr std::size_t id_bytes_max = 170;
constexpr std::size_t text_bytes_max = 1000;

Error error_at_line(const CsvRow& row, const Error& e) {
  return error(e.code, "line " + std::to_string(row.line) + ": " + e.message, e.pointer);
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
  if (auto checked = check_fields(row); !checked) return error_at_line(row, checked.error());
  auto what = deal(row);
  if (!what) return error_at_line(row, what.error());
  core::Event event;
  event.source = context_.source;
  event.id = "csv:" + what->id + ":" + fingerprint(*what, context_.as_of, context_.noon);
  event.occurred_at = context_.as_of;
  event.received_at = context_.received_at;
  event.quiet = true;
  event.operation =
      what->status == core::DealStatus::deleted ? core::Operation::remove : core::Operation::change;
  event.what = std::move(*what);
  return event;
}

// Spreadsheets write too many empty cells at the end of a row, or leave them out. A row that lacks
// more than that was cut in two by a line end.
Result<> CsvRowReader::check_fields(const CsvRow& row) const {
  const auto found = row.fields.size();
  const auto lacks = [&](CsvField field) {
    const auto index = index_[static_cast<std::size_t>(field)];
    return index >= 0 && static_cast<std::size_t>(index) >= found;
  };
  const CsvField needed[] = {CsvField::id, CsvField::amount, CsvField::currency, CsvField::is_won,
                             status_field(map_)};
  const auto empty = [](const std::string& cell) { return trim(cell).empty(); };
  const bool extra =
      found > columns_ && !std::all_of(row.fields.begin() + static_cast<std::ptrdiff_t>(columns_),
                                       row.fields.end(), empty);
  if (extra || std::ranges::any_of(needed, lacks))
    return error(Errc::bad_value, "expected " + std::to_string(columns_) + " fields, found " +
                                      std::to_string(found));
  return {};
}

std::string CsvRowReader::left_out(const CsvRow& row) const {
  if (!map_[CsvField::probability].used()) return {};
  const auto percent = percent_e4(row);
  if (percent) return {};
  return "line " + std::to_string(row.line) + ": left out: " + percent.error().message;
}

Result<core::DealEvent> CsvRowReader::deal(const CsvRow& row) const {
  core::DealEvent deal;
  auto id = webhook_id(text(row, CsvField::id), map_[CsvField::id].format);
  if (!id) return field_error(CsvField::id, id.error().message);
  deal.id = std::move(*id);
  if (deal.id.empty()) return field_error(CsvField::id, "the id is empty");
  if (deal.id.size() > id_bytes_max)
    return field_error(CsvField::id, "the id is longer than 170 bytes");
  if (std::ranges::any_of(deal.id,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return field_error(CsvField::id, "the id contains a control character");

  for (const auto& [field, member] : text_fields) {
    if (!map_[field].used()) continue;
    auto content = text(row, field);
    if (content.size() > text_bytes_max)
      return field_error(field, "the text is longer than 1000 bytes");
    if (content.find('\0') != std::string::npos)
      return field_error(field, "the text contains a NUL character");
    auto& patch = (deal.*member).emplace();
    if (!content.empty()) patch = std::move(content);
  }

  for (const auto set :
       {&CsvRowReader::set_status, &CsvRowReader::set_amount, &CsvRowReader::set_currency,
        &CsvRowReader::set_probability, &CsvRowReader::set_dates})
    if (auto done = (this->*set)(row, deal); !done) return done.error();
  // Some exports give every deal a reason, such as "In progress".
  const auto status = *deal.status;
  if (deal.lost_reason && status && *status != core::DealStatus::lost) deal.lost_reason->reset();
  return deal;
}

Result<std::optional<core::Event>> CsvRowReader::read_refund(const CsvRow& row,
                                                             const core::Event& deal) const {
  if (!map_[CsvField::refunded].used()) return std::optional<core::Event>{};
  const auto& what = std::get<core::DealEvent>(deal.what);
  const auto refunded = amount(row, CsvField::refunded);
  if (!refunded) return error_at_line(row, refunded.error());
  if (!*refunded || (*refunded)->e4 == 0) return std::optional<core::Event>{};
  auto on = date(row, CsvField::refunded_on);
  if (on && !*on) on = date(row, CsvField::closed);  // a refund needs a date: that of the win
  if (!on) return error_at_line(row, on.error());
  core::RefundEvent refund;
  refund.id = what.id;
  refund.deal.emplace(what.id);
  refund.currency = what.currency;
  refund.amount.emplace(core::Amount{std::abs((*refunded)->e4)});
  if (*on) refund.date.emplace((*on)->day);
  auto event = deal;
  event.id = "csv:refund:" + what.id + ":" + fingerprint(refund, context_.as_of);
  event.operation = core::Operation::change;
  event.what = std::move(refund);
  return std::optional(std::move(event));
}

// The field's value in this row, trimmed and with its alias resolved.
std::string CsvRowReader::text(const CsvRow& row, CsvField field) const {
  const auto index = index_[static_cast<std::size_t>(field)];
  const auto& mapped = map_[field];
  const auto at = static_cast<std::size_t>(index);
  auto content = index < 0                ? mapped.value
                 : at < row.fields.size() ? std::string(trim(row.fields[at]))
                                          : std::string();
  const auto alias = mapped.aliases.find(content);
  return alias == mapped.aliases.end() ? content : alias->second;
}

Error CsvRowReader::field_error(CsvField field, const std::string& why) const {
  const auto& column = map_[field].column;
  return error(Errc::bad_value,
               (column.empty() ? std::string(name_of(field)) : column) + ": " + why);
}

}  // namespace dealbell::intake
