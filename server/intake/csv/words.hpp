#pragma once

#include <span>
#include <string>
#include <string_view>

#include "intake/csv/map.hpp"

namespace dealbell::intake {

// The plain header words that mean a field, the most certain first.
std::span<const std::string_view> header_words(CsvField field);

// The meaning of a status or stage of common CRMs; Errc::not_found for any other text.
Result<core::DealStatus> common_status(std::string_view text);

}  // namespace dealbell::intake
