#pragma once

#include <string>
#include <vector>

#include "intake/signature/auth.hpp"

namespace dealbell::intake::signature {

// Secrets by their text, wherever they turn up: a sender may repeat in the body or in a Referer
// what it proves itself with.

// What must not be kept of the secrets that travel with deliveries, expired ones too: their text,
// and for basic the password alone and the base64. Texts of less than 8 bytes would be found by
// chance and are left out.
constexpr std::size_t secret_text_bytes_min = 8;
std::vector<std::string> secret_texts(const std::vector<Auth>& auths);

// Replaces every occurrence of every secret, as it is or with escapes of URLs, JSON or XML in it.
// Linear in the text.
void redact_texts(const std::vector<std::string>& secrets, std::string& text);

// Replaces what stands in <SessionId> of whatever prefix: Salesforce sends a live session of the
// user along, "Outbound Messaging" of
// https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/. An element without an end loses
// all of the rest. Linear in the text.
void redact_session_ids(std::string& text);

}  // namespace dealbell::intake::signature
