#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Money by currency, by its code.
using Moneys = std::vector<std::pair<std::string, Sum>>;

// A key that waits for the org document, or a source that waits for another's say.
struct Unmapped {
  std::string source, key;
  std::string pipeline;  // of stages
  std::string proposed;  // of people: whom the document may mean. Never assumed
  std::size_t n = 0;     // deals
  Moneys held_back;
};

// Deals of which a fact is missing that some later event may tell.
struct Incomplete {
  std::string source;
  std::string missing;  // "status", "amount", "currency", "owner"
  std::size_t n = 0;
  std::vector<std::string> deals;  // the first 20 by id
};

struct TwinDeal {
  std::string source, id, title, customer, currency, person, name;
  Amount amount;
  Day day;
};
struct SuspectedTwin {
  TwinDeal later, earlier;
};

// A list, and how many more there are.
template <class T>
struct Listed {
  std::vector<T> rows;
  std::size_t rest = 0;
};

// What the admin should look at: what is not on the wall, and why. Of each the largest 1,000, by
// number of deals, twins by amount.
struct NeedsMapping {
  Listed<Unmapped> people, stages, pipelines, currencies, other_authority;
  Listed<Incomplete> incomplete;
  Listed<SuspectedTwin> twins;
  LogNumber log = 1;
  Seq seq = 0;
};
NeedsMapping needs_mapping(const SalesState& sales);

}  // namespace dealbell::core
