#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace dealbell::test {

// The words of one scenario line, read one after another. An unexpected word throws, so that a
// misspelt scenario cannot pass.
class Words {
 public:
  explicit Words(const std::string& line);

  bool done() const { return next_ == words_.size(); }
  const std::string& peek() const;
  std::string take();
  bool take_if(const std::string& word);
  void expect(const std::string& word);

  bool is_day() const;   // 2026-11-23
  bool is_time() const;  // 09:00 or 09:00:30
  bool is_number() const;
  Day day();
  // A day, a time, or both; a day alone begins at midnight. Times are UTC.
  Instant instant(Day default_day);
  int number();
  std::int32_t percent_e4();  // "40", "33.3333"; a "%" after it is skipped
  std::vector<std::string> rest();

 private:
  std::vector<std::string> words_;
  std::size_t next_ = 0;
};

}  // namespace dealbell::test
