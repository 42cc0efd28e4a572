#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"
#include "intake/csv/map.hpp"
#include "intake/csv/reader.hpp"

namespace dealbell::intake {

// What a row does not say.
struct CsvContext {
  std::string source;  // scopes ids and keys
  std::function<Instant(Day)>
      noon;       // noon of a day in the office's zone: a date without a time of day
  Instant as_of;  // when the file was true: its place in the merge
  Instant received_at;
};

// Turns rows into events about deals: quiet, occurred at as_of, an empty cell clearing its field.
// Pure; a reader is used by one thread.
//
// The event id is "csv:" + the deal's id + ":" + a hash of everything the row says and of as_of:
// importing the same file as of the same time again makes the same events, whatever else its rows
// contain.
class CsvRowReader {
 public:
  // Errc::bad_value naming a column of the map that the header lacks or a map that still leaves a
  // question.
  static Result<CsvRowReader> create(const ColumnMap& map, const std::vector<std::string>& header,
                                     CsvContext context);

  // The row's event; an error's message begins with "line 12: " and names column and value.
  Result<core::Event> read(const CsvRow& row) const;

  // What the row's deal paid back so far, when that is anything: a refund of its own with the
  // deal's id, so that a later export replaces it, dated as the win when no column says when.
  // `deal` is what read() made of the row.
  Result<std::optional<core::Event>> read_refund(const CsvRow& row, const core::Event& deal) const;

 private:
  CsvRowReader(ColumnMap map, std::size_t columns, CsvContext context);
  Result<core::DealEvent> deal(const CsvRow& row) const;
  Result<> take_status(const CsvRow& row, core::DealEvent& deal) const;
  Result<> take_amount(const CsvRow& row, core::DealEvent& deal) const;
  Result<> take_currency(const CsvRow& row, core::DealEvent& deal) const;
  Result<> take_probability(const CsvRow& row, core::DealEvent& deal) const;
  Result<> take_dates(const CsvRow& row, core::DealEvent& deal) const;
  std::string text(const CsvRow& row, CsvField field) const;

  // Fields of one kind; nullopt for an empty cell.
  Result<std::optional<core::Amount>> amount(const CsvRow& row, CsvField field) const;
  Result<std::optional<bool>> flag(const CsvRow& row, CsvField field) const;
  Result<std::optional<core::DealStatus>> flagged_status(const CsvRow& row) const;
  Result<std::optional<core::DealStatus>> status(const CsvRow& row) const;
  struct WrittenDate {
    Day day;
    Instant at;  // noon, unless the time of day and its zone are known
  };
  Result<std::optional<WrittenDate>> date(const CsvRow& row, CsvField field) const;
  Error bad(CsvField field, const std::string& why) const;

  ColumnMap map_;
  std::size_t columns_;
  CsvContext context_;
  std::array<std::ptrdiff_t, csv_field_count> index_{};  // of the field's column; -1 without one
  std::map<std::string, core::DealStatus> words_;        // plain word → meaning
};

}  // namespace dealbell::intake
