#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::store {

class Database;

// As Ledger::remove_from_rejected.
Result<std::int64_t> remove_from_rejected(Database& database, std::span<const std::string> words,
                                          std::int64_t after_id);

// The text with every occurrence of the words replaced by "removed". Linear in text × words.
std::string without_words(std::string_view text, std::span<const std::string> words);

}  // namespace dealbell::store
