#include "support/core/scenario_expectation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "core/queries/kpi.hpp"
#include "core/values/dimensions.hpp"
#include "support/core/needs.hpp"
#include "support/core/office.hpp"
#include "support/core/scenario_words.hpp"

namespace dealbell::test {
namespace {

using namespace core;
using test::Words;

struct Asked {
  KpiQuestion question;
  enum class Of { now, before, year_before } of = Of::now;
};

Asked question_of(const SalesState& sales, Words& w) {
  Asked asked;
  auto& q = asked.question;
  q.measure = w.take();
  while (!w.done()) {
    const auto word = w.take();
    if (word == "of")
      q.filters.push_back({"person", w.take_if("nobody") ? "" : w.take()});
    else if (word == "quota")
      q.of = w.take();
    else if (word == "by")
      q.by = w.take();
    else if (word == "before" || word == "year_before")
      asked.of = word == "before" ? Asked::Of::before : Asked::Of::year_before;
    else if (word == "from")
      q.from = w.day();
    else if (word == "through")
      q.to = w.day() + std::chrono::days{1};
    else if (find_dimension(word))
      q.filters.push_back({word, w.take_if("none") ? "" : w.take()});
    else if (const auto period = sales.calendar().parse_any_period(word))
      q.from = period->from, q.to = period->to;
    else
      throw std::invalid_argument("what is \"" + word + "\"?");
  }
  q.compare = asked.of != Asked::Of::now ? core::KpiQuestion::Compare::total
                                         : core::KpiQuestion::Compare::no;
  return asked;
}

// How far a number may be from its rounded text.
double half_a_digit(const std::string& text) {
  const auto point = text.find('.');
  const auto decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  return 0.5 * std::pow(10, -static_cast<double>(decimals)) + 1e-9;
}

void expect_number(double actual, const std::string& text) {
  EXPECT_NEAR(actual, std::stod(text), half_a_digit(text));
}

void expect_value(Words& w, Unit unit, const std::string& currency, const Figure& figure) {
  const auto text = w.take();
  if (const auto* sum = std::get_if<Sum>(&figure.value)) {
    const auto decimals = currency_decimals(currency);
    EXPECT_EQ(unit == Unit::money ? format_amount(*sum, decimals)
                                  : std::to_string(static_cast<long long>(*sum)),
              text);
  } else if (const auto* number = std::get_if<double>(&figure.value)) {
    if (text == "-") {
      ADD_FAILURE() << "it is " << *number;
    } else {
      expect_number(w.peek() == "%" ? *number * 100 : *number, text);
    }
  } else {
    EXPECT_EQ("-", text) << (figure.why ? figure.why : "");
  }
  for (const auto* unit_word : {"%", "days", "s"}) w.take_if(unit_word);
}

// Checks the remarks in brackets: the reason for having no value, counts, changes.
void expect_remarks(const std::string& text, const Figure& figure, const Earlier* earlier) {
  Words w(text);
  while (!w.done()) {
    const auto word = w.take();
    if (word == "n") {
      EXPECT_EQ(figure.n, w.number());
    } else if (word == "unpriced" && w.is_number()) {
      EXPECT_EQ(figure.unpriced, w.number());
    } else if (word == "change") {
      ASSERT_TRUE(earlier && earlier->change);
      expect_number(*earlier->change * 100, w.take());
      w.expect("%");
    } else if (word == "label") {
      ASSERT_TRUE(earlier);
      std::string label;
      for (const auto& part : w.rest()) label += (label.empty() ? "" : " ") + part;
      EXPECT_EQ(earlier->label, label);
    } else if (word == "not_new") {
      ASSERT_TRUE(earlier);
      EXPECT_FALSE(earlier->from_nothing);
    } else if (word == "new") {
      ASSERT_TRUE(earlier);
      EXPECT_TRUE(earlier->from_nothing);
      EXPECT_FALSE(earlier->change);
    } else {
      EXPECT_STREQ(figure.why, word.c_str());
    }
  }
}

std::string rows_text(const KpiAnswer& answer) {
  std::string all;
  for (const auto& row : answer.rows) {
    if (!all.empty()) all += "; ";
    all += row.key.value_or("-") + " ";
    const auto* number = std::get_if<double>(&row.figure.value);
    if (answer.unit == Unit::ratio && number)
      all += text(Unit::ratio, {*number * 100}) + " %";
    else
      all += text(answer.unit, row.figure);
  }
  return all;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::string shown_cell(const Row& row, const std::string& key) {
  const auto& value = row.at(key);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return "-";
}

}  // namespace

void expect_figure(const SalesState& sales, const std::string& line, Instant now) {
  const auto equals = line.find(" = ");
  if (equals == std::string::npos) throw std::invalid_argument("neither event nor expectation");
  Words left(line.substr(0, equals));
  auto right = trimmed(line.substr(equals + 3));
  const auto asked = question_of(sales, left);
  const auto answer = ask(sales, asked.question, now);
  if (!answer) {
    EXPECT_EQ("error", right) << answer.error().message;
    return;
  }
  if (!asked.question.by.empty()) {
    EXPECT_EQ(rows_text(*answer), right);
    return;
  }
  std::string remarks;
  if (const auto bracket = right.find('('); bracket != std::string::npos) {
    remarks = right.substr(bracket + 1, right.find(')') - bracket - 1);
    right.erase(bracket);
  }
  const auto& earlier = asked.of == Asked::Of::before ? answer->total.previous : answer->total.year;
  const bool compared = asked.of != Asked::Of::now;
  if (compared) {
    ASSERT_TRUE(earlier) << "there is nothing to compare it with";
  }
  const auto& figure = compared ? earlier->figure : answer->total.figure;
  Words value(right);
  expect_value(value, answer->unit, answer->currency, figure);
  EXPECT_TRUE(value.done()) << "too much: " << value.peek();
  expect_remarks(remarks, figure, compared ? &*earlier : nullptr);
}

void expect_waiting(const SalesState& sales, const std::string& line) {
  const auto equals = line.find(" = ");
  if (equals == std::string::npos) throw std::invalid_argument("what is waiting?");
  const auto needs = lines_of(needs_mapping(sales));
  const auto found = needs.find(trimmed(line.substr(0, equals)));
  EXPECT_EQ(found == needs.end() ? "-" : found->second, trimmed(line.substr(equals + 3)));
}

void expect_on_wall(const Board& board, const std::string& text) {
  const auto expected = Words(text).rest();
  const auto& moments = board.tiles.at("moments").rows;
  if (expected[0] == "no") {
    EXPECT_TRUE(moments.empty()) << "there is a moment for " << moments.begin()->first;
  } else if (expected[0] == "moment") {
    EXPECT_TRUE(moments.contains(expected[1].find(':') == std::string::npos ? "api:" + expected[1]
                                                                            : expected[1]));
  } else {
    const auto& rows = board.tiles.at("ranking").rows;
    const auto row = rows.find(expected[0]);
    if (row == rows.end()) {
      EXPECT_EQ(expected[1], "0.00") << expected[0] << " is not on the board";
      return;
    }
    EXPECT_EQ(shown_cell(row->second, "value"), expected[1]);
    if (expected.size() > 3) {
      EXPECT_EQ(shown_cell(row->second, "rank"), expected[3]) << expected[0];
    }
  }
}

}  // namespace dealbell::test
