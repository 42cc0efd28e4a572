#pragma once

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "support/core/naive_entries.hpp"

namespace dealbell::test::naive {

using Value = std::variant<std::monostate, core::Sum, double>;
using Filters = std::vector<std::pair<std::string, std::string>>;  // by, id

// One figure: of a row of a question, over some days (all if absent), at some time.
struct Question {
  std::string measure;
  Filters question, row;  // row: the question's and what the row adds
  std::optional<std::pair<Day, Day>> days;
  Instant now;
};

struct Total {
  std::int64_t n = 0, passed = 0, with_extra = 0;  // of all
  core::Sum extra = 0;
  std::int64_t priced_n = 0, weighted_n = 0;
  core::Sum amount = 0, weighted = 0;
};

// A naive recount: every figure visits all entries.
class Measures {
 public:
  Measures(const Reader& reader, const State& state);

  Value value(const Question& q) const;
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  using Accepts = std::function<bool(const Entry&)>;
  using Days = std::optional<std::pair<Day, Day>>;
  bool in(const Entry& e, const Days& days) const;
  // The entry's part in the filters: nothing, or how much of the amount and the weighted amount.
  std::optional<std::pair<core::Sum, core::Sum>> part(const Entry& e, const Filters& f) const;
  Total total(core::Base base, const Filters& f, const Days& days,
              const Accepts& accepts = {}) const;
  Total own_total(const core::OwnMeasure& own, const Question& q) const;
  std::vector<std::int64_t> seen(
      core::Base base, const Question& q,
      const std::function<std::optional<std::int64_t>(const Entry&)>&) const;
  bool is_of_kind(const Entry& won, const std::string& kind) const;
  std::optional<std::int64_t> target(const Question& q, bool forecast) const;
  std::pair<std::int64_t, std::int64_t> elapsed(const Question& q) const;

  bool nothing_dated(const Question& q) const;
  Value own(const core::OwnMeasure& own, const Question& q) const;
  Value net(const Question& q) const;
  Value forecast(const Question& q, const std::vector<std::string>& categories, bool closed) const;
  Value pace(const Question& q) const;
  Value coverage(const Question& q) const;
  Value velocity(const Question& q) const;
  Value first_win(const Question& q) const;
  Value response(const Question& q) const;

  const Reader& reader_;
  std::vector<Entry> entries_;
};

}  // namespace dealbell::test::naive
