#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// Text in a named encoding as UTF-8; U+FFFD stands for bytes that are invalid in it. The names are
// those of iconv, in any case, with the meanings of the WHATWG Encoding Standard: latin1 is
// Windows-1252, and shift_jis has Microsoft's extensions. A backslash before a number in shift_jis
// is the yen sign that Japanese systems show there. Errc::usage for an unknown name.
Result<std::string> from_encoding(std::string_view bytes, std::string_view name);

// Bytes that are not UTF-8 and may have been saved by one of many programs. Windows-1252 is certain
// if it makes every word one of a Western language; otherwise this is a question for people, with
// the first doubtful cell in the encodings that it may have. "" if it is certain.
std::string encoding_question(std::string_view bytes);

}  // namespace dealbell::intake
