#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/hex.hpp"

namespace dealbell::intake {

// What signatures are made of, over OpenSSL. Keys, digests and signatures are bytes in a string.
// Functions of any thread; without state.

using Parts = std::initializer_list<std::string_view>;  // hashed one after the other, not copied

std::string sha256(Parts message);                             // 32 bytes
std::string hmac_sha256(std::string_view key, Parts message);  // 32 bytes, RFC 2104
std::string hmac_sha1(std::string_view key, Parts message);    // 20 bytes

// Ed25519, RFC 8032: a public key of 32 bytes, a signature of 64, a private key by its seed of 32.
// Whatever has another size does not verify; nothing is signed with it.
constexpr std::size_t ed25519_key_bytes = 32;
bool ed25519_verifies(std::string_view public_key, std::string_view message,
                      std::string_view signature);
std::optional<std::string> ed25519_sign(std::string_view seed, std::string_view message);

// Takes as long for texts that differ at once as for texts that differ at their end. The length may
// show.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// Lower case only, as base/hex.hpp writes: one digest has one text.
std::optional<std::string> from_hex(std::string_view text);

// RFC 4648 §4 with padding. Reading is strict: no spaces, no missing padding, no bits beyond the
// last byte.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

// RFC 4648 §5 without padding, as JWT has it; as strict.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace dealbell::intake
