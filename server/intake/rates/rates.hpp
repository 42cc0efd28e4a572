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

using RateSheets = std::vector<core::RateSheet>;  // sorted by day and base, each once

// All that the European Central Bank has published since 1999 is 9 MB of XML.
constexpr std::size_t rates_bytes_max = 32u << 20;

// What the bank counts in.
constexpr std::string_view euro = "EUR";

// Exchange rates of a file: the European Central Bank's reference rates as CSV (eurofxref.csv of
// one day, eurofxref-hist.csv of all) or as XML, or a CSV of ours with the columns day, base,
// currency and rate. Which of them it is, the text says. The Error names line and reason.
Result<RateSheets> read_rates(std::string bytes);

// The two kinds of text behind it, in UTF-8.
Result<RateSheets> read_rates_csv(std::string_view text);
Result<RateSheets> read_rates_xml(std::string_view text);

// What holds on `since` and later.
RateSheets rates_since(RateSheets sheets, Day since);

// `fresh` put into `sheets`: a sheet of the same day and base is replaced.
RateSheets with_rates(RateSheets sheets, const RateSheets& fresh);

// Rates as a file brings them, one by one, until they are sheets.
class RateTable {
 public:
  // One unit of `base` costs this much `currency` from `day` on. The reason when it cannot be.
  Result<> add(Day day, std::string_view base, std::string_view currency, std::string_view rate);
  bool has(Day day, const std::string& base) const { return sheets_.contains({day, base}); }
  // Errc::bad_value when nothing has been added.
  Result<RateSheets> sheets() &&;

 private:
  std::map<std::pair<Day, std::string>, core::RateSheet> sheets_;
};

// `reason` with its line in front.
Error at_line(std::size_t line, const std::string& reason);

}  // namespace dealbell::intake
