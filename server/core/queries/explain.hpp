#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/queries/kpi.hpp"

namespace dealbell::core {

// Why is this number what it is? One figure of a question: its total, or with `by` the row `key`.
struct ExplainQuestion {
  KpiQuestion kpi;
  std::string key;         // of kpi.by; empty with a `by`: the row of what has none
  std::size_t limit = 50;  // 1 to 1,000
  std::string after{};     // an earlier page's next
};

// What a figure is made of, as a sum over its entries.
struct ExplainInput {
  std::string part;  // a word for programs: the lines carry it, too
  std::string label;
  Unit unit = Unit::money;
  Figure figure;
};

// One entry behind the figure. A deal's money is told by credit, so that every line is somebody's;
// everything else once for each deal.
struct ExplainLine {
  std::string part;
  std::string deal, activity;  // one of them is empty
  std::string source, title, customer;
  std::string person, name;
  Day day = undated;
  std::optional<Instant> at;
  Unit unit = Unit::money;
  std::optional<Sum> value;      // its part of the input's sum; nullopt when it is not priced
  std::optional<Amount> amount;  // as the source said it
  std::string amount_currency;
  std::string rate;  // what it was converted at; empty when it was not
  std::int32_t percent_e4 = 0;
  bool overlay = false;
  std::optional<Day> belongs_to;  // booked late: the day whose month was locked
  std::string twin_of;            // left out: the deal it is once more, "source:id"
};

struct Explanation {
  KpiAnswer answer;  // without rows
  Range range;
  std::string rule;  // "won_amount/1"
  std::string formula;
  std::vector<ExplainInput> inputs;
  std::vector<ExplainLine> lines;  // newest first; over all pages they sum up to the inputs
  // What would be among them but is another deal once more, as the office decided: at most 100, on
  // the first page.
  std::vector<ExplainLine> left_out;
  std::string next;  // `after` of the next page; empty on the last
};

// As ask(); Errc::bad_value also for an `after` that is not a page of this list.
Result<Explanation> explain(const SalesState& sales, const ExplainQuestion& question, Instant now);

}  // namespace dealbell::core
