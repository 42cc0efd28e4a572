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
#include "store/records.hpp"

namespace dealbell::store {

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

// Errc::precondition_failed unless the document is at the version that was expected, if any was.
Result<> org_is_at(std::optional<std::int64_t> expected, std::int64_t present);

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
  std::string vfs{};  // SQLite VFS name; empty is the platform's
  bool sync = true;   // false only in the test that proves the durability test can fail
  std::uint64_t id_hash_mask = ~0ull;  // fewer bits only in the test of colliding hashes
  bool create = true;  // false: a directory without a ledger is Errc::not_found and left alone
  // What may wait for the shared log: an hour of a busy office. Less only in tests.
  std::size_t inbox_events_max = 100'000;
  std::size_t inbox_bytes_max = 256 << 20;
  std::int64_t released_max = 100'000;  // inbox rows kept for receipts; fewer only in tests
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
  // Source, id and body are kept byte for byte. On failure nothing was appended. Errc::conflict
  // when the log is shared or something waits for one: its order is not made here.
  Result<std::vector<Placed>> append(std::span<const Record> records);

  // Calls `each` for every record after `from`, in order, until it returns false.
  Result<> read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const;
  Seq last_seq() const;  // 0 before the first
  // A hash of the record at `seq`, and where it has a chain of everything before it, by which
  // another file can tell that it belongs to this log.
  Result<std::uint64_t> witness(Seq seq) const;

  // The following makes the log one node's copy of a shared one. The order is made elsewhere: what
  // comes in here waits in the inbox until the shared log is seen to have it.

  bool shared() const;           // its log number is above 1
  LogPosition position() const;  // in memory
  // "" at 0 and where there is none; Errc::not_found beyond the end.
  Result<std::string> chain_at(Seq seq) const;

  // Like append, but what the log does not know goes into the inbox, in one transaction, on disk on
  // return, as is whatever a duplicate stands for. One Placed per record: of a key (source and id)
  // in the log duplicate or id_reused with its seq; of a key that waits, with the same body waiting
  // with that row, whose outcome it shares, with another body id_reused with seq 0; else waiting
  // with a new row. Errc::cannot_store when more would wait than the options allow: nothing was
  // taken. Receipts ascend from batch to batch.
  Result<std::vector<Placed>> enqueue(std::span<const Record> records);

  // What waits, after this row id (0: from the start), oldest first: at least one row, at most so
  // many, ending with the row that makes `bytes` of bodies full.
  Result<std::vector<InboxRow>> waiting(std::int64_t after_id, std::size_t events,
                                        std::size_t bytes) const;
  InboxSize inbox_size() const;  // in memory

  // What comes next in the shared log: gets the seqs from position().seq + 1 and, in the same
  // transaction, the waiting rows with the same keys are released. Not synced by itself: a power
  // cut may take back the newest calls, never one that a synced call followed, and what they
  // released then waits again. Errc::corrupt when the log has a key already or a chain is missing:
  // nothing was changed. Errc::conflict while the log has records without a chain (chain_all).
  Result<std::vector<Released>> follow(std::span<const OrderedRecord> records);

  // Another history holds from `to` on: every record behind it leaves the log and waits again,
  // with its received_at and without a receipt; a key that waits already stays once. The position
  // becomes (log, to). In one transaction, on disk on return. Errc::bad_request when `to` is beyond
  // the end.
  Result<> roll_back(std::int64_t log, Seq to);

  // Makes the log of one server the first copy of a shared one: gives every record that has none
  // its chain, `next(previous chain, record)`. In many transactions; when interrupted, the next
  // call goes on. Quick when there is nothing to do.
  Result<> chain_all(
      const std::function<std::string(std::string_view previous, const Record&)>& next);

  // What became of everything that take_in put down as waiting under this receipt, by the log as it
  // is now, so also after roll_back. A repetition of what waited counts as duplicate. Errc::
  // not_found: never given, or none of it waits and parts of it are no longer kept (the newest
  // 100,000 events that have left the inbox are).
  Result<ReceiptState> receipt(std::int64_t receipt) const;
  std::int64_t last_receipt() const;  // the greatest take_in has seen, ever; 0: none

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
  // A version that was numbered elsewhere; what had the number is replaced.
  Result<> set_org(const OrgVersion& org);

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
