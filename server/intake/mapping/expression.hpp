#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "intake/document/document.hpp"
#include "intake/mapping/path.hpp"
#include "intake/mapping/timestamp.hpp"

namespace dealbell::intake {

// The mapping language after parsing: one struct for each operator of config/sources/README.md. An
// expression gives a value of the document, a new value, or nothing.

struct Expression;
struct Guard;
using Expressions = std::vector<Expression>;

struct Constant {
  Value value;
};
struct Let {
  std::size_t index;  // in Plan::lets; a let refers only to earlier ones
};
struct HeaderOf {
  std::string name;  // lower case
};
struct QueryOf {
  std::string name;
};
struct ReceivedAt {};
struct Nothing {};  // like a path that leads nowhere: the field is left unchanged

struct First {
  Expressions of;
};
struct Concat {
  Expressions of;
  std::string with;
};
// The text before or after the first `mark`.
struct Cut {
  Expressions of;
  std::string mark;
  bool after = false;
};
struct Split {
  Expressions of;
  std::string by;
  std::int64_t at = 0;  // -1 is the last
};
// From a list, the element whose member `by` equals the key; from that element, the member `value`.
struct Pick {
  Expressions of;  // list, key
  std::string by = "key", value = "value";
};
struct Get {
  Expressions of;
  Step step;
};
struct MapTo {
  Expressions of;
  std::map<std::string, Value> to;
  Expressions otherwise;  // at most one; the same in the structs below
};
struct Case {
  std::vector<std::pair<Guard, Expression>> when;
  Expressions otherwise;
};
struct Lookup {
  std::string table;
  Expressions of;
  Expressions otherwise;
};
struct Number {
  Expressions of;
  int shift = 0;
  Expressions currency;                 // set if the number is in minor units
  std::map<std::string, int> decimals;  // by currency, where the sender differs from ISO 4217
  char decimal_mark = 0;                // set for numbers as people write them: '.' or ','
  std::optional<int> round;
};
struct Time {
  Expressions of;
  TimeFormat format = TimeFormat::iso;
};
struct DayOf {
  Expressions of;
  std::optional<core::Calendar> zone;  // without one the office's
};
struct Duration {
  Expressions of;
  DurationFormat format = DurationFormat::s;
};
struct Truth {
  Expressions of;
};
struct Text {
  Expressions of;
  bool lower = false;
};
struct Hash {
  Expressions of;
};

struct Expression {
  std::variant<Constant, Path, Let, HeaderOf, QueryOf, ReceivedAt, Nothing, First, Concat, Cut,
               Split, Pick, Get, MapTo, Case, Lookup, Number, Time, DayOf, Duration, Truth, Text,
               Hash>
      what;
};

// A condition. eq and in compare as text, so that 1 equals "1" and true equals "true".
struct Guard {
  enum class Kind { always, eq, in, glob, exists, all, any, negation };
  Kind kind = Kind::always;
  Expressions of{};             // eq: one or two; in, glob, exists: one
  std::vector<Value> values{};  // in, and eq with a constant
  std::string pattern{};
  std::vector<Guard> parts{};
};

}  // namespace dealbell::intake
