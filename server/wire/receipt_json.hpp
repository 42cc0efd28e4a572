#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/delivery_outcome.hpp"
#include "base/log_position.hpp"
#include "base/result.hpp"

namespace dealbell::wire {

// The answer to submitted events. `seq` is the largest among accepted and duplicates. With a shared
// log some events may not have a seq yet; query the receipt by its id then.
struct Receipt {
  struct Rejected {
    std::size_t index = 0;
    Error error;
  };
  LogNumber log = 1;
  Seq seq = 0;
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  // More than a person corrects at once; further ones are left out.
  static constexpr std::size_t rejected_max = 1'000;
  std::vector<Rejected> rejected;  // by index
  std::string id{};          // "NODE-NUMBER"; empty unless events wait, or the receipt was queried
  std::int64_t waiting = 0;  // stored on this node, not yet in the shared log
};

// {"log":1,"seq":1295,"accepted":1,"duplicates":0,"rejected":[{"index":3,"code":"wrong_type",
// "message":"…","pointer":"/deal/amount"}]}
// While events wait: {"receipt":"n1-88","log":3,"seq":null,"accepted":0,"duplicates":0,
// "waiting":1,"rejected":[]}
std::string write_receipt(const Receipt& receipt);

// The answer to a webhook: the same with the outcome of the delivery as a whole and the number of
// ignored items: {"outcome":"accepted","ignored":2,"log":1,…}
std::string write_hook_receipt(DeliveryOutcome outcome, std::size_t ignored,
                               const Receipt& receipt);

}  // namespace dealbell::wire
