#pragma once

#include <cstddef>
#include <string_view>

namespace dealbell::bench {

// The size of the whole answer at the front of what has come, 0 while more is to come. Gives up on
// an answer that is no success, or does not say its length: a fast failure must not count.
std::size_t http_answer_size(std::string_view come);

}  // namespace dealbell::bench
