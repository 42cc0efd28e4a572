#pragma once

#include <string>
#include <string_view>

namespace dealbell {

// Two lower-case digits a byte.
std::string to_hex(std::string_view bytes);

}  // namespace dealbell
