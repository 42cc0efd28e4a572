#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell {

// Two lower-case digits per byte.
std::string to_hex(std::string_view bytes);

// The bytes of text written by to_hex; nullopt for anything else, upper case included, so that
// equal bytes have one text.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace dealbell
