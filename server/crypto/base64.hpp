#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// The unused bits of the last character, which RFC 4648 §3.5 leaves to the decoder. A signature
// must have one spelling only; other programs' payloads are accepted with any bits.
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
