#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// A file's text as UTF-8, and its original encoding.
struct DecodedText {
  std::string text;
  std::string encoding;    // "UTF-8", "UTF-16", "Windows-1252", or the one that was named
  bool odd_bytes = false;  // U+FFFD stands for bytes that are invalid in the encoding
  std::string
      question{};  // not empty: the encoding is not clear; the text is as Windows-1252 has it
};

// Spreadsheets save UTF-8, UTF-16 with a byte order mark or the encoding of their country. A text
// that is UTF-8 except for single bytes is UTF-8 with odd bytes; others are Windows-1252 if that is
// certain. A name settles it: see from_encoding() for names and errors.
Result<DecodedText> decode_text(std::string bytes, std::string_view name = {});

}  // namespace dealbell::intake
