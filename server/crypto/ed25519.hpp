#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// Ed25519 signatures, RFC 8032. Keys, seeds and signatures are raw bytes. Any thread.
constexpr std::size_t ed25519_key_bytes = 32;  // of a public key, and of a private key's seed

// False for a key or signature (64 bytes) of the wrong size.
bool ed25519_verifies(std::string_view public_key, std::string_view message,
                      std::string_view signature);

// The private key is given by its seed; nullopt if the seed has the wrong size.
std::optional<std::string> ed25519_sign(std::string_view seed, std::string_view message);

}  // namespace dealbell::crypto
