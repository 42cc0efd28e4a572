#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/dedupe_table.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// The log table and the memory of every id in it: decides what is new, what is a duplicate and what
// is an id used twice. The promises are those of Ledger::append and Ledger::read.
class EventLog {
 public:
  EventLog(Database& database, const Options& options);

  // Reads all ids; Errc::corrupt when seqs are not dense. Once, before anything else.
  Result<> load();

  Result<std::vector<Placed>> append(std::span<const Record> records);
  Result<> read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const;
  Seq last_seq() const { return last_seq_; }

 private:
  // `fresh` are the id hashes the open transaction added, in order of their seqs from last_seq_
  // + 1.
  Result<Placed> place(const Record& record, std::vector<std::uint64_t>& fresh);
  // The record's earlier place in the log, if it has one; kind is never accepted.
  Result<std::optional<Placed>> find(const Record& record, std::uint64_t hash);
  std::uint64_t id_hash(std::string_view source, std::string_view event_id) const;

  Database& database_;
  std::uint64_t seed_;
  std::uint64_t mask_;
  Seq last_seq_ = 0;
  DedupeTable ids_;
  Statement insert_;
  Statement select_;
};

}  // namespace dealbell::store
