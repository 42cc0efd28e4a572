#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::store {

using Seq = std::uint64_t;

// One event on its way into the log. `body` is the normalised event as JSON without received_at:
// two deliveries of one event have equal bodies.
struct Record {
  std::string source;
  std::string event_id;
  Instant received_at;
  std::string body;
};

// What became of one record. A duplicate carries the seq of the original.
struct Placed {
  enum Kind { accepted, duplicate, id_reused } kind = accepted;
  Seq seq = 0;
};

struct LoggedRecord {
  Seq seq = 0;
  Record record;
};

// Something refused, kept so that nothing is lost.
struct Rejected {
  std::int64_t id = 0;  // given by the box
  Instant at;
  std::string source;
  std::string code;  // Errc name
  std::string message;
  std::string pointer;
  std::int64_t bytes = 0;  // size of what was refused
  std::string hash;        // of what was refused
  std::string body;        // may be cut or empty: the box keeps at most 1 MiB of one
  std::optional<Seq> replayed_as;
  // Of a webhook: method, target and headers as JSON, secrets taken out, so that it can be read by
  // its mapping again. Empty for native events.
  std::string request;
};

struct OrgVersion {
  std::int64_t version = 0;
  Instant at;
  std::string document;
};

struct Token {
  std::string id;  // short, public
  std::string name;
  std::string role;  // "admin" or "viewer"
  std::string hash;  // of the secret; the secret itself is never stored
  Instant created_at;
  std::optional<Instant> expires_at;
};

// How the ledger reaches the disk. Tests put a layer under it that loses what was not synced.
struct Options {
  std::string vfs;   // SQLite VFS name; empty is the platform's
  bool sync = true;  // false only in the test that proves the durability test can fail
  std::uint64_t id_hash_mask = ~0ull;  // fewer bits only in the test of colliding hashes
  bool create = true;  // false: a directory without a ledger is Errc::not_found and left alone
};

// The durable record of an office: one SQLite file DIR/ledger.db (WAL, synchronous=FULL) and a lock
// file beside it, so that a second process is refused. Blocking; call it from one thread at a time.
//
// After Errc::io (or any error that is not named below) the ledger is unusable and every call
// fails: stop and start again, never retry a failed sync. Whether the last batch is in the log is
// known only after opening it again; sending it again is safe, as its records are then duplicates.
// Errc::cannot_store (disk full) leaves it usable and nothing was appended.
class Ledger {
 public:
  // Creates DIR and the file if they are missing, unless the options say otherwise. Reads the whole
  // log once to rebuild the dedupe table (64-bit hash of source and id → seq). Everything it then
  // shows is on disk, also what a killed process left unsynced. Errc::conflict: another process has
  // it, or a newer program wrote it.
  static Result<Ledger> open(const std::string& dir, const Options& options = {});
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Appends the records in order, in one transaction with one sync, and returns when they are on
  // disk, one Placed per record. Records of the batch are deduplicated against the log and each
  // other: the same source and id with the same body is a duplicate, with another body id_reused.
  // Source, id and body are kept byte for byte. On failure nothing was appended.
  Result<std::vector<Placed>> append(std::span<const Record> records);

  // Calls `each` for every record after `from`, in order, until it returns false.
  Result<> read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const;
  Seq last_seq() const;  // 0 before the first
  // A hash of the record at `seq`, by which another file can tell that it belongs to this log.
  Result<std::uint64_t> witness(Seq seq) const;

  // The rejected box: newest kept, at most 10,000 rows and 256 MB of bodies and requests; older
  // ones fall out. Texts that are too long are cut between characters: body 1 MiB, everything else
  // 1 KiB; a request beyond 64 KiB is left out. One sync per call; answers the id of the (last)
  // row. Ids are never used twice.
  Result<std::int64_t> reject(const Rejected& rejected);
  Result<std::int64_t> reject(std::span<const Rejected> rejected);
  // Newest first, of one source or (empty) of all; before_id 0 starts at the newest; at most 1,000
  // rows whatever the limit says, with the first 64 KiB of their bodies.
  Result<std::vector<Rejected>> rejected(std::int64_t before_id, int limit,
                                         std::string_view source = {}) const;
  // What of a source is not replayed yet, oldest first and whole, after `after_id`; 0 starts at the
  // oldest. At most 1,000 rows and about 16 MB at a time; nothing more comes after an empty page.
  Result<std::vector<Rejected>> waiting_rejected(std::string_view source,
                                                 std::int64_t after_id) const;
  Result<Rejected> rejected_one(std::int64_t id) const;  // Errc::not_found when it fell out
  Result<> mark_replayed(std::int64_t id, Seq seq);
  Result<std::int64_t> rejected_count() const;

  // The org document; versions count 1, 2, 3 … and are all kept. `expected` is the version the
  // writer read (0: none yet); another newest version is Errc::precondition_failed.
  Result<std::optional<OrgVersion>> org() const;
  Result<std::int64_t> put_org(const std::string& document, Instant at,
                               std::optional<std::int64_t> expected);

  // At most 10,000 tokens: Errc::too_many. An existing id is replaced.
  Result<> put_token(const Token& token);
  Result<std::vector<Token>> tokens() const;
  Result<bool> remove_token(const std::string& id);

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::store
