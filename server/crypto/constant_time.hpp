#pragma once

#include <string_view>

namespace dealbell::crypto {

// Compares secrets: the time that it takes does not depend on where texts of equal length differ.
// It does depend on the length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace dealbell::crypto
