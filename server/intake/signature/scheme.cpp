#include "intake/signature/scheme.hpp"

#include <algorithm>
#include <charconv>

#include "crypto/constant_time.hpp"

namespace dealbell::intake::signature {
namespace {

// 15 digits reach to the year 33658 in milliseconds and cannot overflow.
Checked<std::int64_t> number_of(std::string_view text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || text.size() > 15 || !digits) return AuthFailure::malformed;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string_view shared_secret_flaw(std::string_view secret) {
  return secret.size() < secret_bytes_min ? "is shorter than 16 bytes" : "";
}

KeyTest equals_key(std::string sent) {
  return [sent = std::move(sent)](std::string_view secret) {
    return crypto::equal_in_constant_time(sent, secret);
  };
}

Checked<std::string_view> one_header(const Delivery& delivery, std::string_view name) {
  if (const auto* value = only_header(delivery, name)) return std::string_view(*value);
  return has_header(delivery, name) ? AuthFailure::repeated : AuthFailure::missing;
}

bool has_header(const Delivery& delivery, std::string_view name) {
  return std::any_of(delivery.headers.begin(), delivery.headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

void set_header(Delivery& delivery, std::string_view name, std::string value) {
  std::erase_if(delivery.headers, [&](const auto& header) { return header.first == name; });
  delivery.headers.emplace_back(name, std::move(value));
}

Checked<Instant> seconds_of(std::string_view text) {
  const auto number = number_of(text);
  if (!number) return number.error();
  if (*number > 100'000'000'000) return AuthFailure::malformed;
  return from_ms(*number * 1000);
}

Checked<Instant> milliseconds_of(std::string_view text) {
  const auto number = number_of(text);
  if (!number) return number.error();
  return from_ms(*number);
}

bool is_recent(Instant sent, Instant now) {
  return sent >= now - skew_max && sent <= now + skew_max;
}

}  // namespace dealbell::intake::signature
