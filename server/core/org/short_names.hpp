#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/org/directory.hpp"

namespace dealbell::core {

// The shortest form of each person's name that nobody else in the list shares: "Ana", else "Ana
// M.", else the whole name. A name without spaces stays whole.
std::map<Name, std::string> short_names(const Directory& directory,
                                        const std::vector<Name>& people);

}  // namespace dealbell::core
