#pragma once

#include <string>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake::signature {

// Secrets found by their text: a sender may repeat its secret in the body or in a Referer.

// The texts to remove for the secrets that senders transmit, including expired ones: the secret,
// and for basic authentication also the password alone and the base64. Texts shorter than 8 bytes
// are left out because they would match other text by chance.
constexpr std::size_t secret_text_bytes_min = 8;
std::vector<std::string> secret_texts(const std::vector<Auth>& auths);

// Replaces every occurrence of every secret, written plainly or with escapes of URLs, JSON or XML.
// Linear in the text.
void redact_texts(const std::vector<std::string>& secrets, std::string& text);

}  // namespace dealbell::intake::signature
