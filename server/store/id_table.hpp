#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/dedupe_table.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Hashes source and event id to 64 bits, with a random seed per process, so that ids with equal
// hashes cannot be prepared in advance.
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

// Id hash → rows of a table, kept in step with the transactions that change the table: call keep()
// after the commit, undo() after the rollback.
class IdTable {
 public:
  // As DedupeTable::visit; includes the changes of the open transaction.
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
