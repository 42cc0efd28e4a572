#pragma once

#include <string>
#include <string_view>

namespace dealbell::intake {

// A header or status word without case, spaces, punctuation and accents: "Closed Won" and
// "closed_won" give the same plain word, "Étape" and "etape" too.
std::string plain_word(std::string_view text);

}  // namespace dealbell::intake
