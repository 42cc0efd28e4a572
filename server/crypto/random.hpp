#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dealbell::crypto {

// From OpenSSL's generator, which the operating system seeds: good enough for keys and secrets. Any
// thread.

std::string random_bytes(std::size_t size);

// `length` characters of `alphabet`, each equally likely. The alphabet's size must divide 256: 2,
// 4, … 64 characters give 1, 2, … 6 bits each.
std::string random_text(std::size_t length, std::string_view alphabet);

}  // namespace dealbell::crypto
