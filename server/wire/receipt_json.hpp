#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/event.hpp"

namespace dealbell::wire {

// The answer to events that were sent in. `seq` is the largest among accepted and duplicates.
struct Receipt {
  struct Rejected {
    std::size_t index = 0;
    Error error;
  };
  std::int64_t log = 1;
  core::Seq seq = 0;
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  std::vector<Rejected> rejected;
};

// {"log":1,"seq":1295,"accepted":1,"duplicates":0,"rejected":[{"index":3,"code":"wrong_type",
// "message":"…","pointer":"/deal/amount"}]}
std::string write_receipt(const Receipt& receipt);

// The answer to a webhook: the same, with what became of it as a whole and how many of its items
// are none of ours: {"outcome":"accepted","ignored":2,"log":1,…}
std::string write_hook_receipt(std::string_view outcome, std::size_t ignored,
                               const Receipt& receipt);

}  // namespace dealbell::wire
