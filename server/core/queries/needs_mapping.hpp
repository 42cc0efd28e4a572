#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Amounts by currency code, sorted by code.
using Moneys = std::vector<std::pair<std::string, Sum>>;

// A key that the org document does not map, or a pipeline for which another source is the
// authority.
struct Unmapped {
  std::string source, key;
  std::string pipeline;  // of stages
  std::string proposed;  // of people: a similar person. Never applied automatically
  std::size_t n = 0;     // number of deals
  Moneys held_back;
};

// Deals that lack a fact which a later event may give.
struct Incomplete {
  std::string source;
  // Of deals: "status", "amount", "currency", "owner"; of deals with a refund: "win",
  // "refund_amount"; "refund_deal" of refunds, "activity_status" of activities.
  std::string missing;
  std::size_t n = 0;               // number of deals, refunds or activities
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

// The first rows of a list, and the number of further ones.
template <class T>
struct Listed {
  std::vector<T> rows;
  std::size_t rest = 0;
};

// What the admin should decide or fix: what is not counted in full, and why. The largest 1,000 of
// each, by number of deals (twins by amount).
struct NeedsMapping {
  Listed<Unmapped> people, stages, pipelines, currencies, other_authority;
  Listed<Incomplete> incomplete;
  Listed<SuspectedTwin> twins;
  LogNumber log = 1;
  Seq seq = 0;
};
NeedsMapping needs_mapping(const SalesState& sales);

}  // namespace dealbell::core
