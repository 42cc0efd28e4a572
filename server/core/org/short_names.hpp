#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/org/directory.hpp"

namespace dealbell::core {

// The shortest form of each person's name that is unique in the list: "Ana", else "Ana M.", else
// the full name. A name without spaces is not shortened.
std::map<Name, std::string> short_names(const Directory& directory,
                                        const std::vector<Name>& people);

}  // namespace dealbell::core
