#pragma once

#include <string>
#include <string_view>

namespace dealbell::intake {

// A file's text as UTF-8, and its original encoding.
struct DecodedText {
  std::string text;
  std::string_view encoding;  // "UTF-8", "UTF-16" or "Windows-1252"
};

// Spreadsheets save UTF-8, UTF-16 with a byte order mark or, mostly in Europe, Windows-1252. Bytes
// that are neither of the first two are read as Windows-1252, in which all bytes are valid.
DecodedText decode_text(std::string bytes);

}  // namespace dealbell::intake
