#include "core/org/short_names.hpp"

#include <string_view>

namespace dealbell::core {
namespace {

// The first UTF-8 character.
std::string_view first_letter(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) ++n;
  return text.substr(0, n);
}

struct Forms {
  std::string all[3];
};

Forms forms_of(std::string_view name) {
  const auto first = name.substr(0, name.find(' '));
  const auto last_space = name.rfind(' ');
  std::string initial{first};
  if (last_space != std::string_view::npos && last_space + 1 < name.size()) {
    initial += ' ';
    initial += first_letter(name.substr(last_space + 1));
    initial += '.';
  }
  return {{std::string(first), initial, std::string(name)}};
}

}  // namespace

std::map<Name, std::string> short_names(const Directory& directory,
                                        const std::vector<Name>& people) {
  std::map<Name, Forms> forms;
  std::map<std::string, int> uses[3];
  for (const auto person : people) {
    if (person == no_name) continue;
    const auto& mine = forms[person] = forms_of(directory.person_name(person));
    for (int i = 0; i < 3; ++i) ++uses[i][mine.all[i]];
  }
  std::map<Name, std::string> result;
  for (const auto& [person, mine] : forms) {
    int i = 0;
    while (i < 2 && uses[i][mine.all[i]] > 1) ++i;
    result[person] = mine.all[i];
  }
  return result;
}

}  // namespace dealbell::core
