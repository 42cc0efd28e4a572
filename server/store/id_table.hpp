#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/dedupe_table.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Source and event id to 64 bits, by a seed that every process draws anew: nobody can prepare ids
// that all share a hash.
class IdHash {
 public:
  explicit IdHash(const Options& options);
  std::uint64_t operator()(std::string_view source, std::string_view event_id) const;
  std::uint64_t operator()(const Record& record) const {
    return (*this)(record.source, record.event_id);
  }

 private:
  std::uint64_t seed_;
  std::uint64_t mask_;
};

// Which rows of a table have an id hash, in step with the transactions that change the table: keep
// after the commit, undo after the rollback.
class IdTable {
 public:
  // As DedupeTable::visit. Sees the changes of the open transaction.
  template <class Visit>
  void visit(std::uint64_t hash, Visit&& visit) const {
    table_.visit(hash, visit);
  }

  void insert(std::uint64_t hash, std::uint64_t row);
  void erase(std::uint64_t hash, std::uint64_t row);
  void keep();
  void undo();

 private:
  struct Change {
    std::uint64_t hash;
    std::uint64_t row;
    bool inserted;
  };

  DedupeTable table_;
  std::vector<Change> changes_;
};

}  // namespace dealbell::store
