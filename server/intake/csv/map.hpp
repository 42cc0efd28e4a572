#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/events/event.hpp"

namespace dealbell::intake {

// The meanings that a column of an export can have, in the order in which a map is shown.
enum class CsvField {
  id,
  title,
  owner,
  team,
  amount,
  won_amount,  // of won deals, if it has its own column; `amount` is then the expected one
  currency,
  refunded,     // the total refunded so far
  refunded_on,  // the day of the refund
  status,
  is_won,  // yes or no; these three take precedence over status and stage
  is_lost,
  is_closed,
  stage,
  pipeline,
  product,
  region,
  lead_source,
  customer,
  kind,
  probability,
  created,
  closed,    // for open deals the expected day, unless `expected` is mapped
  lost,      // for lost deals, if `closed` is about won ones
  expected,  // the day on which an open deal should close
  lost_reason,
};
constexpr std::size_t csv_field_count = 26;

// The dates. All of one file have the same format.
constexpr CsvField date_fields[] = {CsvField::created, CsvField::closed, CsvField::lost,
                                    CsvField::expected, CsvField::refunded_on};
std::string_view name_of(CsvField field);  // as in MAP.json

// The format of amounts that may be cents: the user must decide, see open_questions.
constexpr std::string_view cents_or_units = "cents or units";

// Where a field's values come from: a column, or one value for all rows. With neither, the field is
// not imported.
struct FieldMap {
  std::string column;
  std::string value;
  // Dates: "DD/MM/YYYY"; amounts: "cents" or "units"; probability: "fraction"; ids: see id.hpp.
  std::string format;
  std::map<std::string, std::string> aliases;  // value in the file → value to import
  // Several columns that may be meant, of which the user must choose one.
  std::vector<std::string> candidates;
  std::string reason;         // why it was proposed, for people; not part of MAP.json
  bool format_given = false;  // by MAP.json, not guessed
  bool used() const { return !column.empty() || !value.empty(); }
};

// Rows with this word in this column are left out: they are known to be no deals.
struct RowsLeftOut {
  std::string column, word;
};

// How the rows of a file become deals. The status comes from the yes-or-no columns, else from the
// status column, else from the stage. `words` gives the meanings of the words there; words of
// common CRMs are built in. A stage that is not known leaves the status empty, for the office's
// pipelines to decide.
struct ColumnMap {
  std::array<FieldMap, csv_field_count> fields;
  std::map<std::string, core::DealStatus> words;
  char delimiter = ',';
  RowsLeftOut left_out{};  // none without a column
  std::string encoding;    // of the file; "": found by itself
  // Of rows with one id that differ: "first", "last", or "reject" for none; "" asks.
  std::string repeated;
  char decimal_mark = '.';  // 0: the samples allow both, or contradict each other
  // What some amounts say about their currency: codes, or signs that several currencies have.
  std::vector<std::string> named_currencies;

  FieldMap& operator[](CsvField field) { return fields[static_cast<std::size_t>(field)]; }
  const FieldMap& operator[](CsvField field) const {
    return fields[static_cast<std::size_t>(field)];
  }
};

// Proposes a map from the header and some rows. Pass all rows if possible: a single one may settle
// whether dates begin with the day. What is ambiguous is left out and becomes an open question.
ColumnMap propose_map(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows, char delimiter);

// The proposal with the answers of a MAP.json. The formats are those of the columns that it names.
Result<ColumnMap> propose_map(const std::vector<std::string>& header,
                              std::span<const std::vector<std::string>> rows, char delimiter,
                              std::string_view answers);

// Questions that the user must answer before rows can be read with this map, each with the line of
// MAP.json that answers it. Nothing may be imported while there are any.
std::vector<std::string> open_questions(const ColumnMap& map,
                                        const std::vector<std::string>& header,
                                        std::span<const std::vector<std::string>> rows);

// MAP.json:
//   {"delimiter":",","decimal":".","id":{"column":"opportunity_id"},"currency":{"value":"USD"},
//    "product":{"column":"product","aliases":{"GTXPro":"GTX Pro"}},"closed":{"column":"close_date",
//    "format":"YYYY-MM-DD"},"repeated":"last","encoding":"windows-1250",
//    "left_out":{"column":"Mode","value":"Test"},"status":{"words":{"Won":"won","Engaging":"open"}}}
// apply_json changes in `base` (a proposal) only what the text names, so that
// {"currency":{"value":"USD"}} is a complete answer; null removes a field. Unknown keys are errors.
Result<ColumnMap> apply_json(ColumnMap base, std::string_view text);
std::string to_json(const ColumnMap& map);

// The map as a table for a terminal, with the reasons, and the columns that are not used.
std::string describe(const ColumnMap& map, const std::vector<std::string>& header);

}  // namespace dealbell::intake
