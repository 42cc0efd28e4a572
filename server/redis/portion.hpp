#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace dealbell::redis {

// How many records to request at once. A reply that is requested by count may be larger than the
// limit of a reply (an org document has up to 8 MB), and would then fail every time: so the count
// shrinks after a failure, down to one, and grows again after a success.
class Portion {
 public:
  explicit Portion(std::size_t most) : most_(most), now_(most) {}

  std::string text() const { return std::to_string(now_); }
  void grow() { now_ = std::min(most_, 2 * now_); }
  void shrink() { now_ = std::max<std::size_t>(1, now_ / 8); }

 private:
  std::size_t most_, now_;
};

}  // namespace dealbell::redis
