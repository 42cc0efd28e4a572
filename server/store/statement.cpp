#include "store/statement.hpp"

#include <sqlite3.h>

#include "base/check.hpp"
#include "store/database.hpp"

namespace dealbell::store {
namespace {

// SQLite binds a null pointer as NULL, and an empty string_view may have one.
const char* data_or_empty(std::string_view bytes) { return bytes.empty() ? "" : bytes.data(); }

}  // namespace

std::int64_t Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Row::optional_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::string_view Row::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Result<> Statement::prepare() {
  if (auto ok = database_.usable(); !ok) return ok;
  if (handle_) {
    DEALBELL_CHECK(!sqlite3_stmt_busy(handle_));
    return {};
  }
  const int code = sqlite3_prepare_v3(database_.handle(), sql_, -1, SQLITE_PREPARE_PERSISTENT,
                                      &handle_, nullptr);
  if (code != SQLITE_OK) return database_.fail(code);
  return {};
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_.fail(code);
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);  // bound values belong to the caller
}

Error Statement::bind_error() { return database_.fail(bind_code_); }

bool Statement::bind(int index, std::int64_t value) {
  bind_code_ = sqlite3_bind_int64(handle_, index, value);
  return bind_code_ == SQLITE_OK;
}

bool Statement::bind(int index, std::uint64_t value) {
  return bind(index, static_cast<std::int64_t>(value));
}

bool Statement::bind(int index, std::string_view text) {
  bind_code_ = sqlite3_bind_text64(handle_, index, data_or_empty(text), text.size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
  return bind_code_ == SQLITE_OK;
}

bool Statement::bind(int index, Blob blob) {
  bind_code_ = sqlite3_bind_blob64(handle_, index, data_or_empty(blob.bytes), blob.bytes.size(),
                                   SQLITE_STATIC);
  return bind_code_ == SQLITE_OK;
}

bool Statement::bind(int index, const std::optional<std::int64_t>& value) {
  if (value) return bind(index, *value);
  bind_code_ = sqlite3_bind_null(handle_, index);
  return bind_code_ == SQLITE_OK;
}

}  // namespace dealbell::store
