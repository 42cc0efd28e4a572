#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

struct sqlite3_stmt;

namespace dealbell::store {

class Database;

// Bytes to bind as BLOB; a string_view is bound as TEXT. Both keep NUL bytes.
struct Blob {
  std::string_view bytes;
};

// The current row of a query. Views are valid until the callback returns.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  std::int64_t integer(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;
  std::string_view bytes(int column) const;  // TEXT or BLOB as it was bound

 private:
  sqlite3_stmt* statement_;
};

// One SQL statement, prepared on first use and cached. Parameters are bound in order and need to
// live only during the call. Not reentrant: a callback must not use the statement that calls it.
class Statement {
 public:
  Statement(Database& database, const char* sql) : database_(database), sql_(sql) {}
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Runs to the end and ignores rows.
  template <class... Args>
  Result<> run(const Args&... args) {
    const auto ignore = [](const Row&) { return true; };
    return query(ignore, args...);
  }

  // Calls on_row(const Row&) for each row until it returns false.
  template <class OnRow, class... Args>
  Result<> query(OnRow&& on_row, const Args&... args) {
    if (auto ready = prepare(); !ready) return ready;
    const ResetWhenDone guard{*this};
    int index = 0;
    bool bound = true;
    ((bound = bound && bind(++index, args)), ...);
    if (!bound) return bind_error();
    for (;;) {
      auto has_row = step();
      if (!has_row) return has_row.error();
      if (!*has_row || !on_row(Row{handle_})) return {};
    }
  }

 private:
  struct ResetWhenDone {
    Statement& statement;
    ~ResetWhenDone() { statement.reset(); }
  };

  Result<> prepare();
  Result<bool> step();
  void reset();
  Error bind_error();
  bool bind(int index, std::int64_t value);
  bool bind(int index, std::uint64_t value);
  bool bind(int index, std::string_view text);
  bool bind(int index, Blob blob);
  bool bind(int index, const std::optional<std::int64_t>& value);

  Database& database_;
  const char* sql_;
  sqlite3_stmt* handle_ = nullptr;
  int bind_code_ = 0;
};

}  // namespace dealbell::store
