#include "store/event_log.hpp"

#include <random>
#include <string>

#include "base/hash.hpp"

namespace dealbell::store {
namespace {

// Drawn anew by every process, so that nobody can prepare ids that all share a hash.
std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

EventLog::EventLog(Database& database, const Options& options)
    : database_(database),
      seed_(random_seed()),
      mask_(options.id_hash_mask),
      insert_(database,
              "INSERT INTO log (seq, source, event_id, received_at, body) VALUES (?, ?, ?, ?, ?)"),
      select_(database, "SELECT source, event_id, body FROM log WHERE seq = ?") {}

Result<> EventLog::load() {
  Statement all{database_, "SELECT seq, source, event_id FROM log ORDER BY seq"};
  bool dense = true;
  const auto remember = [&](const Row& row) {
    dense = static_cast<Seq>(row.integer(0)) == last_seq_ + 1;
    if (dense) ids_.insert(id_hash(row.bytes(1), row.bytes(2)), ++last_seq_);
    return dense;
  };
  if (auto scanned = all.query(remember); !scanned) return scanned;
  if (!dense)
    return error(Errc::corrupt, "ledger: seq " + std::to_string(last_seq_ + 1) + " is missing");
  return {};
}

Result<std::vector<Placed>> EventLog::append(std::span<const Record> records) {
  if (auto ok = database_.usable(); !ok) return ok.error();
  std::vector<Placed> placed;
  if (records.empty()) return placed;
  placed.reserve(records.size());
  std::vector<std::uint64_t> fresh;
  fresh.reserve(records.size());
  const auto work = [&]() -> Result<> {
    for (const auto& record : records) {
      const auto place_of = place(record, fresh);
      if (!place_of) return place_of.error();
      placed.push_back(*place_of);
    }
    return {};
  };
  if (auto stored = database_.transact(work); !stored) {
    for (std::size_t i = 0; i < fresh.size(); ++i) ids_.erase(fresh[i], last_seq_ + 1 + i);
    return stored.error();
  }
  last_seq_ += fresh.size();
  return placed;
}

Result<Placed> EventLog::place(const Record& record, std::vector<std::uint64_t>& fresh) {
  const auto hash = id_hash(record.source, record.event_id);
  const auto known = find(record, hash);
  if (!known) return known.error();
  if (*known) return **known;
  const Seq seq = last_seq_ + fresh.size() + 1;
  auto inserted = insert_.run(seq, std::string_view(record.source), Blob{record.event_id},
                              to_ms(record.received_at), std::string_view(record.body));
  if (!inserted) return inserted.error();
  ids_.insert(hash, seq);  // at once: the rest of the batch must find it; taken back on failure
  fresh.push_back(hash);
  return Placed{Placed::accepted, seq};
}

Result<std::optional<Placed>> EventLog::find(const Record& record, std::uint64_t hash) {
  std::optional<Placed> found;
  Result<> outcome;
  const auto compare = [&](Seq seq) {
    bool row_exists = false;
    const auto with_row = [&](const Row& row) {
      row_exists = true;
      if (row.bytes(0) == record.source && row.bytes(1) == record.event_id)
        found = Placed{row.bytes(2) == record.body ? Placed::duplicate : Placed::id_reused, seq};
      return false;
    };
    outcome = select_.query(with_row, seq);
    if (outcome && !row_exists)
      outcome = error(Errc::corrupt, "ledger: seq " + std::to_string(seq) + " has gone");
    return outcome && !found;
  };
  ids_.visit(hash, compare);
  if (!outcome) return outcome.error();
  return found;
}

Result<> EventLog::read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const {
  // A statement of its own: `each` may start another read.
  Statement tail{database_,
                 "SELECT seq, source, event_id, received_at, body FROM log WHERE seq > ? "
                 "ORDER BY seq"};
  LoggedRecord logged;
  const auto pass_on = [&](const Row& row) {
    logged.seq = static_cast<Seq>(row.integer(0));
    logged.record.source = row.bytes(1);
    logged.record.event_id = row.bytes(2);
    logged.record.received_at = from_ms(row.integer(3));
    logged.record.body = row.bytes(4);
    return each(logged);
  };
  return tail.query(pass_on, from);
}

std::uint64_t EventLog::id_hash(std::string_view source, std::string_view event_id) const {
  return hash64(event_id, hash64(source, seed_)) & mask_;
}

}  // namespace dealbell::store
