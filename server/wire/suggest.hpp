#pragma once

#include <span>
#include <string_view>

namespace dealbell::wire {

// The word of `known` that `typed` was probably meant to be: fewest edits, at most two and fewer
// than half of its letters. Empty when none is near.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);

}  // namespace dealbell::wire
