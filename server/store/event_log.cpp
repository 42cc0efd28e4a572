#include "store/event_log.hpp"

namespace dealbell::store {

EventLog::EventLog(Database& database, const Options& options, const IdHash& id_hash)
    : database_(database),
      id_hash_(id_hash),
      same_event_(options.same_event),
      insert_(database,
              "INSERT INTO log (seq, source, event_id, received_at, body) VALUES (?, ?, ?, ?, ?)"),
      insert_chained_(database,
                      "INSERT INTO log (seq, source, event_id, received_at, body, chain) "
                      "VALUES (?, ?, ?, ?, ?, ?)"),
      select_(database, "SELECT source, event_id, received_at, body FROM log WHERE seq = ?"),
      select_chain_(database, "SELECT chain FROM log WHERE seq = ?"),
      set_chain_(database, "UPDATE log SET chain = ? WHERE seq = ?"),
      cut_(database, "DELETE FROM log WHERE seq > ?") {}

Result<> EventLog::load() {
  Statement all{database_, "SELECT seq, source, event_id FROM log ORDER BY seq"};
  bool dense = true;
  const auto remember = [&](const Row& row) {
    dense = static_cast<Seq>(row.integer(0)) == end_.seq + 1;
    if (dense) ids_.insert(id_hash_(row.bytes(1), row.bytes(2)), ++end_.seq);
    ids_.keep();
    return dense;
  };
  if (auto scanned = all.query(remember); !scanned) return scanned;
  if (!dense)
    return error(Errc::corrupt, "ledger: seq " + std::to_string(end_.seq + 1) + " is missing");
  auto chain = chain_at(end_.seq);
  if (!chain) return chain.error();
  end_.chain = std::move(*chain);
  keep();
  return {};
}

Result<std::vector<Placed>> EventLog::append(std::span<const Record> records) {
  if (auto ok = database_.usable(); !ok) return ok.error();
  std::vector<Placed> placed;
  if (records.empty()) return placed;
  placed.reserve(records.size());
  const auto work = [&]() -> Result<> {
    for (const auto& record : records) {
      const auto one = place(record);
      if (!one) return one.error();
      placed.push_back(*one);
    }
    return {};
  };
  if (auto stored = database_.transact(work); !stored) {
    undo();
    return stored.error();
  }
  keep();
  return placed;
}

Result<Placed> EventLog::place(const Record& record) {
  const auto hash = id_hash_(record);
  const auto known = find(record, hash);
  if (!known) return known.error();
  if (*known) return **known;
  const auto seq = put(record, hash);
  if (!seq) return seq.error();
  return Placed{Placed::accepted, *seq};
}

Result<Seq> EventLog::put(const Record& record, std::uint64_t hash, std::string_view chain) {
  const Seq seq = end_.seq + 1;
  const std::string_view source = record.source, body = record.body;
  const Blob id{record.event_id};
  const auto at = to_ms(record.received_at);
  auto inserted = chain.empty() ? insert_.run(seq, source, id, at, body)
                                : insert_chained_.run(seq, source, id, at, body, chain);
  if (!inserted) return inserted.error();
  ids_.insert(hash, seq);  // now, so that the rest of the batch finds it
  end_.seq = seq;
  end_.chain = chain;
  return seq;
}

template <class OnRow>
Result<> EventLog::visit_id(std::string_view source, std::string_view event_id, std::uint64_t hash,
                            const OnRow& on_row) {
  Result<> outcome;
  const auto compare = [&](Seq seq) {
    bool row_exists = false, found = false;
    const auto with_row = [&](const Row& row) {
      row_exists = true;
      found = row.bytes(0) == source && row.bytes(1) == event_id;
      if (found) on_row(seq, row);
      return false;
    };
    outcome = select_.query(with_row, seq);
    if (outcome && !row_exists)
      outcome = error(Errc::corrupt, "ledger: seq " + std::to_string(seq) + " is missing");
    return outcome && !found;
  };
  ids_.visit(hash, compare);
  return outcome;
}

Result<std::optional<Placed>> EventLog::find(const Record& record, std::uint64_t hash) {
  std::optional<Placed> found;
  const auto take = [&](Seq seq, const Row& row) {
    found = Placed{same_body(row.bytes(3), record.body) ? Placed::duplicate : Placed::reused, seq};
  };
  if (auto visited = visit_id(record.source, record.event_id, hash, take); !visited)
    return visited.error();
  return found;
}

Result<std::optional<LoggedRecord>> EventLog::with_id(std::string_view source,
                                                      std::string_view event_id) {
  std::optional<LoggedRecord> found;
  const auto take = [&](Seq seq, const Row& row) {
    found = LoggedRecord{seq,
                         {std::string(source), std::string(event_id), from_ms(row.integer(2)),
                          std::string(row.bytes(3))}};
  };
  if (auto visited = visit_id(source, event_id, id_hash_(source, event_id), take); !visited)
    return visited.error();
  return found;
}

Result<> EventLog::read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const {
  // A statement per call: `each` may start another read.
  Statement tail{database_,
                 "SELECT seq, source, event_id, received_at, body FROM log WHERE seq > ? "
                 "ORDER BY seq"};
  LoggedRecord logged;
  const auto on_row = [&](const Row& row) {
    logged.seq = static_cast<Seq>(row.integer(0));
    logged.record.source = row.bytes(1);
    logged.record.event_id = row.bytes(2);
    logged.record.received_at = from_ms(row.integer(3));
    logged.record.body = row.bytes(4);
    return each(logged);
  };
  return tail.query(on_row, from);
}

Result<std::string> EventLog::chain_at(Seq seq) {
  if (seq == 0) return std::string();
  std::optional<std::string> chain;
  const auto take = [&](const Row& row) {
    chain = row.bytes(0);
    return false;
  };
  if (auto read = select_chain_.query(take, seq); !read) return read.error();
  if (!chain) return error(Errc::not_found, "the log has no seq " + std::to_string(seq));
  return std::move(*chain);
}

Result<> EventLog::cut(Seq to,
                       const std::function<Result<>(const Record&, std::uint64_t hash)>& each) {
  Result<> outcome;
  const auto forget = [&](const LoggedRecord& logged) {
    const auto hash = id_hash_(logged.record);
    outcome = each(logged.record, hash);
    if (outcome) ids_.erase(hash, logged.seq);
    return outcome.has_value();
  };
  if (auto read_all = read(to, forget); !read_all) return read_all;
  if (!outcome) return outcome;
  auto chain = chain_at(to);
  if (!chain) return chain.error();
  end_ = {to, std::move(*chain)};
  return cut_.run(to);
}

Result<> EventLog::set_chain(Seq seq, std::string_view chain) {
  if (auto set = set_chain_.run(chain, seq); !set) return set;
  if (seq == end_.seq) end_.chain = chain;
  return {};
}

void EventLog::keep() {
  ids_.keep();
  kept_end_ = end_;
}

void EventLog::undo() {
  ids_.undo();
  end_ = kept_end_;
}

}  // namespace dealbell::store
