#pragma once

#include <span>
#include <string_view>

namespace dealbell {

// The word of `known` that was probably meant by `typed`: the one with the fewest edits, at most
// two and fewer than half of its letters. Empty if there is none.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);

}  // namespace dealbell
