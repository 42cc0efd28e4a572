#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace dealbell::core {

// An array from number to number, initially 0. Allocated page by page on first access, so that no
// single call has to clear or move millions of entries.
class NumberTable {
 public:
  std::uint32_t& operator[](std::uint32_t number) {
    const auto page = number / page_size;
    if (page >= pages_.size()) pages_.resize(page + 1);
    if (!pages_[page]) pages_[page] = std::make_unique<Page>();
    return (*pages_[page])[number % page_size];
  }

 private:
  static constexpr std::uint32_t page_size = 4096;
  using Page = std::array<std::uint32_t, page_size>;
  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace dealbell::core
