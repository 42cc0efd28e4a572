#include "support/core/scenario_words.hpp"

#include <iterator>
#include <sstream>
#include <stdexcept>

#include "core/values/amount.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {

Words::Words(const std::string& line) {
  std::istringstream in(line);
  words_ = {std::istream_iterator<std::string>(in), {}};
}

const std::string& Words::peek() const {
  static const std::string none;
  return done() ? none : words_[next_];
}
std::string Words::take() {
  if (done()) throw std::invalid_argument("the line ends too early");
  return words_[next_++];
}
bool Words::take_if(const std::string& word) {
  if (peek() != word) return false;
  ++next_;
  return true;
}
void Words::expect(const std::string& word) {
  if (!take_if(word)) throw std::invalid_argument("\"" + word + "\" before \"" + peek() + "\"?");
}

bool Words::is_day() const { return parse_day(peek()).has_value(); }
bool Words::is_time() const { return peek().size() >= 5 && peek()[2] == ':'; }
bool Words::is_number() const { return core::parse_amount(peek()).has_value(); }
Day Words::day() { return test::day(take()); }
Instant Words::instant(Day default_day) {
  const auto day = is_day() ? this->day() : default_day;
  return at(is_time() ? take() : "00:00", format_day(day));
}
int Words::number() { return std::stoi(take()); }
std::int32_t Words::percent_e4() {
  const auto value = core::parse_amount(take()).value().e4;
  take_if("%");
  return static_cast<std::int32_t>(value);
}
std::vector<std::string> Words::rest() {
  std::vector<std::string> all;
  while (!done()) all.push_back(take());
  return all;
}

}  // namespace dealbell::test
