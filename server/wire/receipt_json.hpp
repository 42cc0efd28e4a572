#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/events/event.hpp"

namespace dealbell::wire {

// The answer to events that were sent in. `seq` is the largest among accepted and duplicates; of a
// shared log there may be events without one yet, and then the receipt's id says where to ask.
struct Receipt {
  struct Rejected {
    std::size_t index = 0;
    Error error;
  };
  std::int64_t log = 1;
  Seq seq = 0;
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  // More than anybody fixes by hand in one go; further ones are left out.
  static constexpr std::size_t rejected_max = 1'000;
  std::vector<Rejected> rejected;  // by index
  std::string id{};                // "NODE-NUMBER"; empty unless something waits, or was asked for
  std::int64_t waiting = 0;        // on this node's disk, not in the shared log yet
};

// {"log":1,"seq":1295,"accepted":1,"duplicates":0,"rejected":[{"index":3,"code":"wrong_type",
// "message":"…","pointer":"/deal/amount"}]}
// While something waits: {"receipt":"n1-88","log":3,"seq":null,"accepted":0,"duplicates":0,
// "waiting":1,"rejected":[]}
std::string write_receipt(const Receipt& receipt);

// The answer to a webhook: the same, with what became of it as a whole and how many of its items
// are none of ours: {"outcome":"accepted","ignored":2,"log":1,…}
std::string write_hook_receipt(std::string_view outcome, std::size_t ignored,
                               const Receipt& receipt);

}  // namespace dealbell::wire
