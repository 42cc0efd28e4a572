#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/org/org.hpp"

namespace dealbell::intake {

using RateSheets =
    std::vector<core::RateSheet>;  // sorted by day and base; no two are equal in both

// The XML of all rates that the European Central Bank has published since 1999 has 9 MB.
constexpr std::size_t rates_bytes_max = 32u << 20;

// The base currency of the bank's rates.
constexpr std::string_view euro = "EUR";

// Exchange rates from a file: the European Central Bank's reference rates as CSV (eurofxref.csv for
// one day, eurofxref-hist.csv for all) or as XML, or a CSV of our own with the columns day, base,
// currency and rate. The format is detected. An Error names line and reason.
Result<RateSheets> read_rates(std::string bytes);

// The same for one format, in UTF-8.
Result<RateSheets> read_rates_csv(std::string_view text);
Result<RateSheets> read_rates_xml(std::string_view text);

// The sheets in force on `since` or later.
RateSheets rates_since(RateSheets sheets, Day since);

// `sheets` with those of `fresh` added; a sheet of the same day and base is replaced.
RateSheets with_rates(RateSheets sheets, const RateSheets& fresh);

// Collects the rates of a file one by one and groups them into sheets.
class RateTable {
 public:
  // From `day` on, one unit of `base` costs `rate` units of `currency`. An Error if one of the four
  // is not valid or this rate was added before.
  Result<> add(Day day, std::string_view base, std::string_view currency, std::string_view rate);
  bool has(Day day, const std::string& base) const { return sheets_.contains({day, base}); }
  // Errc::bad_value if nothing was added.
  Result<RateSheets> sheets() &&;

 private:
  std::map<std::pair<Day, std::string>, core::RateSheet> sheets_;
};

// An Error that begins with "line 3: ".
Error error_at_line(std::size_t line, const std::string& reason);

}  // namespace dealbell::intake
