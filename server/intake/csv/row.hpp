#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"
#include "intake/csv/map.hpp"
#include "intake/csv/reader.hpp"

namespace dealbell::intake {

// What the rows themselves do not contain.
struct CsvContext {
  std::string source;  // to which the ids and keys belong
  // Noon of a day in the office's time zone, for the fingerprints of dates without a time of day.
  std::function<Instant(Day)> noon;
  Instant as_of;  // when the file was exported: its position in the merge order
  Instant received_at;
};

// Turns rows into quiet deal events that occurred at as_of. An empty cell clears its field. Pure;
// an object is used by one thread.
//
// The event id is "csv:" + the deal's id + ":" + a hash of as_of and of everything that the row
// says about the deal. Importing the same rows with the same as_of again therefore gives the same
// events, whatever other columns the file has.
class CsvRowReader {
 public:
  // Errc::bad_value if the header lacks a column of the map or a question is open.
  static Result<CsvRowReader> create(const ColumnMap& map, const std::vector<std::string>& header,
                                     CsvContext context);

  // The row's event. The message of an Error begins with "line 12: " and names column and value.
  Result<core::Event> read(const CsvRow& row) const;

  // What read() leaves out of the row because it cannot be read, such as its probability: a
  // sentence that begins with "line 12: ", or "". Nothing that decides a figure is left out.
  std::string left_out(const CsvRow& row) const;

  // The total that the row's deal has refunded so far, as one refund with the deal's id, so that a
  // later export replaces it; nullopt if it is zero or not mapped. Without a refund date, the date
  // of the win is used. `deal` is what read() returned for the row.
  Result<std::optional<core::Event>> read_refund(const CsvRow& row, const core::Event& deal) const;

 private:
  CsvRowReader(ColumnMap map, std::size_t columns, CsvContext context);
  Result<> check_fields(const CsvRow& row) const;
  Result<core::DealEvent> deal(const CsvRow& row) const;
  Result<> set_status(const CsvRow& row, core::DealEvent& deal) const;
  Result<> set_amount(const CsvRow& row, core::DealEvent& deal) const;
  Result<> set_currency(const CsvRow& row, core::DealEvent& deal) const;
  Result<> set_probability(const CsvRow& row, core::DealEvent& deal) const;
  Result<std::optional<std::int32_t>> percent_e4(const CsvRow& row) const;
  Result<> set_dates(const CsvRow& row, core::DealEvent& deal) const;
  std::string text(const CsvRow& row, CsvField field) const;

  // nullopt for an empty cell.
  Result<std::optional<core::Amount>> amount(const CsvRow& row, CsvField field) const;
  Result<std::optional<bool>> flag(const CsvRow& row, CsvField field) const;
  Result<std::optional<core::DealStatus>> flagged_status(const CsvRow& row) const;
  Result<std::optional<core::DealStatus>> status(const CsvRow& row) const;
  struct WrittenDate {
    Day day;
    TimeOrDay at;  // only the day, unless the time of day and its zone are known
  };
  Result<std::optional<WrittenDate>> date(const CsvRow& row, CsvField field) const;
  Error field_error(CsvField field, const std::string& why) const;

  ColumnMap map_;
  std::size_t columns_;
  CsvContext context_;
  std::array<std::ptrdiff_t, csv_field_count> index_{};  // of the field's column; -1 without one
  std::map<std::string, core::DealStatus> words_;        // plain word → meaning
};

}  // namespace dealbell::intake
