#include <algorithm>
#include <iterator>

#include "intake/csv/date.hpp"
#include "intake/csv/percentage.hpp"
#include "intake/csv/row.hpp"
#include "intake/csv/table.hpp"
#include "intake/csv/words.hpp"
#include "intake/currency.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"

namespace dealbell::intake {
namespace {

using core::DealStatus;

bool is_closed_deal(const core::DealEvent& deal) {
  const auto status = *deal.status;
  return status == DealStatus::won || status == DealStatus::lost;
}

bool is_won_deal(const core::DealEvent& deal) { return *deal.status == DealStatus::won; }

}  // namespace

Result<std::optional<core::Amount>> CsvRowReader::amount(const CsvRow& row, CsvField field) const {
  const auto written = text(row, field);
  auto amount = parse_amount_cell(written, map_.decimal_mark);
  if (!amount) return field_error(field, amount.error().message);
  if (*amount && map_[CsvField::amount].format == "cents") (*amount)->e4 /= 100;
  return amount;
}

Result<> CsvRowReader::set_amount(const CsvRow& row, core::DealEvent& deal) const {
  if (!map_[CsvField::amount].used() && !map_[CsvField::won_amount].used()) return {};
  auto& patch = deal.amount.emplace();
  for (const auto field : {CsvField::won_amount, CsvField::amount}) {
    if (!map_[field].used() || (field == CsvField::won_amount && !is_won_deal(deal))) continue;
    const auto written = amount(row, field);
    if (!written) return written.error();
    if (!patch) patch = *written;
  }
  return {};
}

Result<> CsvRowReader::set_currency(const CsvRow& row, core::DealEvent& deal) const {
  if (!map_[CsvField::currency].used()) return {};
  auto& patch = deal.currency.emplace();
  const bool beside_amount = map_[CsvField::currency].column == map_[CsvField::amount].column &&
                             map_[CsvField::currency].value.empty();
  const bool no_amount = !deal.amount || !*deal.amount;
  const auto written = text(row, CsvField::currency);
  if (written.empty() || (beside_amount && no_amount)) return {};
  patch = written_currency(written);
  if (!patch)
    return field_error(CsvField::currency,
                       "\"" + written.substr(0, 40) + "\" is not a currency code such as EUR");
  for (const auto field : {CsvField::amount, CsvField::won_amount}) {
    const auto money = text(row, field);
    const auto in_header = header_currency(without_position(map_[field].column));
    for (const std::string_view sign : {std::string_view(money), in_header})
      if (!no_amount && !may_be_in(sign, *patch))
        return field_error(field,
                           "the amount is in " +
                               written_currency(sign).value_or(std::string(shared_sign(sign))) +
                               ", but the currency is " + *patch);
  }
  return {};
}

Result<std::optional<std::int32_t>> CsvRowReader::percent_e4(const CsvRow& row) const {
  constexpr std::int64_t hundred_percent_e4 = 1'000'000;
  const auto written = text(row, CsvField::probability);
  if (written.empty()) return std::optional<std::int32_t>{};
  auto percent = parse_percentage(written);
  if (percent && map_[CsvField::probability].format == "fraction") percent->e4 *= 100;
  if (!percent || percent->e4 < 0 || percent->e4 > hundred_percent_e4)
    return field_error(CsvField::probability,
                       "\"" + written.substr(0, 40) + "\" is not a percentage from 0 to 100");
  return std::optional(static_cast<std::int32_t>(percent->e4));
}

// A probability that cannot be read is left out, see left_out().
Result<> CsvRowReader::set_probability(const CsvRow& row, core::DealEvent& deal) const {
  if (!map_[CsvField::probability].used()) return {};
  if (const auto percent = percent_e4(row)) deal.probability_e4.emplace(*percent);
  return {};
}

Result<> CsvRowReader::set_status(const CsvRow& row, core::DealEvent& deal) const {
  const auto read = status(row);
  if (!read) return read.error();
  deal.status.emplace(*read);
  return {};
}

// The closing date of a closed deal is when it closed; of an open one, when it should.
Result<> CsvRowReader::set_dates(const CsvRow& row, core::DealEvent& deal) const {
  if (map_[CsvField::created].used()) {
    const auto created = date(row, CsvField::created);
    if (!created) return created.error();
    auto& patch = deal.created_at.emplace();
    if (*created) patch = (*created)->at;
  }
  const bool lost = *deal.status == DealStatus::lost && map_[CsvField::lost].used();
  const auto closing = lost ? CsvField::lost : CsvField::closed;
  if (map_[closing].used() && is_closed_deal(deal)) {
    auto closed = date(row, closing);
    if (closed && !*closed && lost) closed = date(row, CsvField::closed);
    if (!closed) return closed.error();
    auto& patch = deal.closed_at.emplace();
    if (*closed) patch = (*closed)->at;
  }
  const auto expecting = map_[CsvField::expected].used() ? CsvField::expected : CsvField::closed;
  if (map_[expecting].used() && map_[expecting].column != map_[CsvField::created].column &&
      !is_closed_deal(deal)) {
    const auto expected = date(row, expecting);
    if (!expected) return expected.error();
    auto& patch = deal.close_date.emplace();
    if (*expected) patch = (*expected)->day;
  }
  return {};
}

Result<std::optional<bool>> CsvRowReader::flag(const CsvRow& row, CsvField field) const {
  constexpr std::string_view yes[] = {"true", "1", "yes", "wahr", "ja", "oui", "vrai", "verdadero"};
  constexpr std::string_view no[] = {"false", "0", "no", "falsch", "nein", "non", "faux", "falso"};
  if (!map_[field].used()) return std::optional<bool>{};
  const auto written = text(row, field);
  const auto word = plain_word(written);
  if (word.empty()) return std::optional<bool>{};
  if (std::ranges::find(yes, word) != std::end(yes)) return std::optional(true);
  if (std::ranges::find(no, word) != std::end(no)) return std::optional(false);
  return field_error(field, "\"" + written.substr(0, 40) + "\" is neither true nor false");
}

// nullopt if the flags do not decide: with an empty one, "won: no" may mean open or lost.
Result<std::optional<DealStatus>> CsvRowReader::flagged_status(const CsvRow& row) const {
  const auto won = flag(row, CsvField::is_won), lost = flag(row, CsvField::is_lost),
             closed = flag(row, CsvField::is_closed);
  for (const auto* read : {&won, &lost, &closed})
    if (!*read) return read->error();
  if (*won == true && *lost == true)
    return field_error(CsvField::is_won, "the deal is both won and lost");
  if (*won == true) return std::optional(DealStatus::won);
  if (*lost == true || (*won == false && *closed == true)) return std::optional(DealStatus::lost);
  if (*closed == false || (*won == false && *lost == false)) return std::optional(DealStatus::open);
  return std::optional<DealStatus>{};
}

// nullopt: the stage decides, according to the office's pipelines.
Result<std::optional<DealStatus>> CsvRowReader::status(const CsvRow& row) const {
  auto flagged = flagged_status(row);
  if (!flagged || *flagged) return flagged;
  const auto field = map_[CsvField::status].used() ? CsvField::status : CsvField::stage;
  const auto word = text(row, field);
  const auto listed = words_.find(plain_word(word));
  if (listed != words_.end()) return std::optional(listed->second);
  if (const auto common = common_status(word)) return std::optional(*common);
  if (field == CsvField::stage) return std::optional<DealStatus>{};
  return field_error(
      field, "unknown status \"" + word +
                 "\": add its meaning to the map, such as {\"status\":{\"words\":{\"" + word +
                 "\":\"open\"}}}");
}

Result<std::optional<CsvRowReader::WrittenDate>> CsvRowReader::date(const CsvRow& row,
                                                                    CsvField field) const {
  const auto& mapped = map_[field];
  const auto written = text(row, field);
  if (written.empty()) return std::optional<WrittenDate>{};
  if (mapped.format.empty())
    return field_error(field,
                       "the map has no format for the date \"" + written.substr(0, 40) + "\"");
  const auto day = parse_written_date(written, mapped.format);
  if (!day) return field_error(field, day.error().message);
  const bool utc = plain_word(mapped.column).ends_with("utc");
  const auto instant = written_instant(written, mapped.format, utc);
  return std::optional(WrittenDate{*day, instant ? TimeOrDay{*instant} : TimeOrDay{*day}});
}

}  // namespace dealbell::intake
