#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// The bits of the last character that encode nothing. Standards leave it to the decoder (RFC 4648
// §3.5): a signature must have one text, a payload of somebody else is taken as it is.
enum class PadBits { must_be_zero, ignored };

// RFC 4648 §4, with padding. nullopt for anything else: spaces, line breaks, missing padding.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text,
                                       PadBits pad_bits = PadBits::must_be_zero);

// RFC 4648 §5, without padding, as in JSON Web Tokens.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text,
                                          PadBits pad_bits = PadBits::must_be_zero);

}  // namespace dealbell::crypto
