#pragma once

#include <string>
#include <string_view>

namespace dealbell::intake {

// A file's text as UTF-8, and what it was written in.
struct DecodedText {
  std::string text;
  std::string_view encoding;  // "UTF-8", "UTF-16" or "Windows-1252"
};

// Spreadsheets save UTF-8, UTF-16 with a byte order mark, or, mostly in Europe, Windows-1252. What
// is not one of the first two is read as the last, which takes any bytes.
DecodedText decode_text(std::string bytes);

}  // namespace dealbell::intake
