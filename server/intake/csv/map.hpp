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

// What a column of a file of deals can be, in the order in which a map is shown.
enum class CsvField {
  id,
  title,
  owner,
  team,
  amount,
  won_amount,  // of a won deal, where it has a column of its own; `amount` is then the expected one
  currency,
  refunded,     // all that was paid back so far
  refunded_on,  // the day of it
  status,
  is_won,  // yes or no, surer than status and stage
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
  closed,    // of open deals the expected day, unless `expected` is mapped
  lost,      // of lost deals, where `closed` is about won ones
  expected,  // the day open deals should close
  lost_reason,
};
constexpr std::size_t csv_field_count = 26;

// What says when; all written alike in one file.
constexpr CsvField date_fields[] = {CsvField::created, CsvField::closed, CsvField::lost,
                                    CsvField::expected, CsvField::refunded_on};
std::string_view name_of(CsvField field);  // as in MAP.json

// The format of amounts of which nobody has said yet whether they are cents: a question.
constexpr std::string_view cents_or_units = "cents or units";

// Where a field comes from: a column, or one value for all rows; neither leaves it out.
struct FieldMap {
  std::string column;
  std::string value;
  // Dates: "DD/MM/YYYY"; amounts: "cents" or "units"; probability: "fraction"; ids: see csv_id.hpp.
  std::string format;
  std::map<std::string, std::string> aliases;  // how they write it → how we do
  std::string reason;  // why it was proposed, for people; not part of the map
  bool used() const { return !column.empty() || !value.empty(); }
};

// How the rows of a file become deals. The status is what the yes-or-no columns say, else the
// status column, else the stage; `words` says what a word means there, and words that common CRMs
// use are known anyway. A stage that nobody knows leaves the status to who reads the deal.
struct ColumnMap {
  std::array<FieldMap, csv_field_count> fields;
  std::map<std::string, core::DealStatus> words;
  char delimiter = ',';
  char decimal_mark = '.';  // 0: the samples allow both

  FieldMap& operator[](CsvField field) { return fields[static_cast<std::size_t>(field)]; }
  const FieldMap& operator[](CsvField field) const {
    return fields[static_cast<std::size_t>(field)];
  }
};

// A map guessed from the header and some rows; all rows are best, for one of them may settle
// whether a date begins with the day. What cannot be known is left out, never guessed: see
// open_questions.
ColumnMap propose_map(const std::vector<std::string>& header,
                      std::span<const std::vector<std::string>> rows, char delimiter);

// What only a person can answer before rows can be read with this map, each with the line of
// MAP.json that does. Import nothing while there are questions.
std::vector<std::string> open_questions(const ColumnMap& map,
                                        const std::vector<std::string>& header,
                                        std::span<const std::vector<std::string>> rows);

// MAP.json:
//   {"delimiter":",","decimal":".","id":{"column":"opportunity_id"},"currency":{"value":"USD"},
//    "product":{"column":"product","aliases":{"GTXPro":"GTX Pro"}},"closed":{"column":"close_date",
//    "format":"YYYY-MM-DD"},"status":{"words":{"Won":"won","Engaging":"open"}}}
// What the text names is laid over `base` (a proposal), so that {"currency":{"value":"USD"}} is a
// whole answer; null takes a field out. Unknown keys are errors.
Result<ColumnMap> apply_json(ColumnMap base, std::string_view text);
std::string to_json(const ColumnMap& map);

// The map as a table for a terminal, with the reasons.
std::string describe(const ColumnMap& map);

}  // namespace dealbell::intake
