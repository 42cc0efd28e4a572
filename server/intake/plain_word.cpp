#include "intake/plain_word.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

// U+00C0 to U+017F without their accents, in small letters; a blank for what is no letter.
constexpr std::string_view unaccented =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
    "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(unaccented.size() == 0x180 - 0xC0);

// One character beyond ASCII. Accents are left out, whether they are part of a letter or a
// character of their own behind it (NFC and NFD): people type them or not.
void append_unaccented(std::string& word, std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  const unsigned point = character.size() == 2 ? (byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU) : 0;
  if (point >= 0x300 && point <= 0x36F) return;
  if (point < 0xC0 || point > 0x17F)
    word += character;
  else if (const char letter = unaccented[point - 0xC0]; letter != ' ')
    word += letter;
}

}  // namespace

std::string plain_word(std::string_view written) {
  const auto text = plain_spaces(written);
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = std::string_view(text).substr(i);
    const auto length = std::max<std::size_t>(utf8_length(rest), 1);
    const char c = rest.front();
    if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
    else if (length > 1)
      append_unaccented(word, rest.substr(0, length));
    i += length;
  }
  return word;
}

}  // namespace dealbell::intake
