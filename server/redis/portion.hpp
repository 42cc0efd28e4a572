#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace dealbell::redis {

// How many records to ask for at once. What is asked for by number may be too large to be taken (an
// org document has up to 8 MB), and then nothing of it comes, ever: so fewer after what did not
// come, down to one, and more again after what did.
class Portion {
 public:
  explicit Portion(std::size_t most) : most_(most), now_(most) {}

  std::string text() const { return std::to_string(now_); }
  void came() { now_ = std::min(most_, 2 * now_); }
  void shrink() { now_ = std::max<std::size_t>(1, now_ / 8); }

 private:
  std::size_t most_, now_;
};

}  // namespace dealbell::redis
