#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/queries/kpi.hpp"

namespace dealbell::core {

// "Why is this figure what it is?" for one figure of a question: its total, or with `by` the row
// `key`.
struct ExplainQuestion {
  KpiQuestion kpi;
  std::string key;         // the row; empty while `by` is set: the row of entries without a value
  std::size_t limit = 50;  // 1 to 1,000
  std::string after{};     // `next` of the page before
};

// A part of a figure, as a sum over its entries.
struct ExplainInput {
  std::string part;  // a word for programs, the same as in the lines
  std::string label;
  Unit unit = Unit::money;
  Figure figure;
};

// One entry behind the figure. Money has one line per credit, so that every line belongs to one
// person; everything else has one line per deal.
struct ExplainLine {
  std::string part;
  std::string deal, activity;  // one of them is empty
  std::string source, title, customer;
  std::string person, name;
  Day day = undated;
  std::optional<Instant> at;  // nullopt: only the day is known, or there is none
  Unit unit = Unit::money;
  std::optional<Sum> value;      // its part of the input's sum; nullopt if not priced
  std::optional<Amount> amount;  // as given by the source
  std::string amount_currency;
  std::string rate;  // the exchange rate used; empty if not converted
  std::int32_t percent_e4 = 0;
  bool overlay = false;
  std::optional<Day> belongs_to;  // if booked late: the day whose month was locked
  std::string twin_of;            // in left_out: the deal of which it is a copy, "source:id"
};

struct Explanation {
  KpiAnswer answer;  // without rows
  Range range;
  std::string rule;  // "won_amount/1"
  std::string formula;
  std::vector<ExplainInput> inputs;
  std::vector<ExplainLine> lines;  // newest first; over all pages they add up to the inputs
  // Lines of deals that the admin decided are copies of others; at most 100, only on the first
  // page.
  std::vector<ExplainLine> left_out;
  std::string next;  // `after` of the next page; empty on the last one
};

// Errors as for ask(); Errc::bad_value also for an invalid `after`.
Result<Explanation> explain(const SalesState& sales, const ExplainQuestion& question, Instant now);

}  // namespace dealbell::core
