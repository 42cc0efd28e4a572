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

// A rejected event or delivery, kept so that it can be replayed.
struct Rejected {
  std::int64_t id = 0;  // assigned by the box
  Instant at;           // when it came first
  std::string source;
  std::string code;  // Errc name
  std::string message;
  std::string pointer;
  std::int64_t bytes = 0;  // of the event or body as received
  std::string hash;        // of the same
  std::string body;        // may be cut or empty: the box keeps at most 1 MiB of one
  std::optional<Seq> replayed_as;
  // Of a webhook: method, target and headers as JSON without secrets, so that its mapping can
  // process it again. Empty for native events.
  std::string request;
  // The same for each repetition by its sender; empty: the hash. Only read by reject().
  std::string repeat_key{};
  std::int64_t times = 1;  // how often it came while it waited
  Instant last_at{};       // assigned by the box
};

// Why something was rejected: what a person sees, and decides about at once.
struct Reason {
  std::string code, message, pointer;
};

// Whether a source that has filled its share of the rejected box may add to it. `guaranteed` is for
// what was acknowledged before it turned out to be wrong.
enum class Room { of_the_source, guaranteed };

// How full the rejected box is.
struct RejectedFill {
  struct Source {
    std::string source;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;  // of its share
  };
  std::vector<Source> waiting{};  // for a decision, by source
  std::int64_t share_bytes = 0;   // what each source may hold
  std::int64_t rows = 0;          // with those that are decided
};

struct Dismissed {
  std::int64_t rows = 0;
  std::int64_t next = 0;  // the id to go on after; 0: that was all
};

// A request that was answered before it was authenticated or read: there is nothing to decide.
struct Refused {
  std::int64_t id = 0;  // assigned by the table
  Instant at{};
  std::string source{};
  std::string code{};  // Errc name
  std::string message{};
  std::int64_t bytes = 0;  // as announced
};

struct OrgVersion {
  std::int64_t version = 0;
  Instant at;
  std::string document;
};

// Errc::precondition_failed unless the document is at the expected version, if one is expected.
Result<> check_org_version(std::optional<std::int64_t> expected, std::int64_t present);

struct Token {
  std::string id;  // short, public
  std::string name;
  std::string role;  // "admin" or "viewer"
  std::string hash;  // of the secret; the secret itself is never stored
  Instant created_at;
  std::optional<Instant> expires_at;
};

// A browser or TV on which somebody logged in. It has a secret of its own, in a cookie, and ends
// with the token that let it in.
struct Device {
  std::string id;     // short, public
  std::string token;  // the id of that token; empty if the program did not record it (before format
                      // 5), and then `role` decides
  std::string role;   // empty if there is a token
  std::string hash;   // of the secret; the secret itself is never stored
  std::string agent;  // what the browser calls itself
  std::string from;   // the address at the login
  Instant created_at;
  Instant expires_at;    // if it is not used before
  bool revoked = false;  // stays in the table until it would have expired, so that an older record
                         // cannot bring it back
};

struct Options {
  // The SQLite VFS; empty is the platform's. Tests use one that loses unsynced writes.
  std::string vfs{};
  bool sync = true;  // false only in the test that proves that the durability test can fail
  std::uint64_t id_hash_mask = ~0ull;  // fewer bits only in the test of colliding hashes
  // Whether two bodies with one id say the same in different forms, because an older program wrote
  // the first of them. Asked only when their bytes differ; empty: they do not.
  std::function<bool(std::string_view, std::string_view)> same_event{};
  bool create = true;  // false: a directory without a ledger is Errc::not_found and left unchanged
  // How much may wait for the shared log: an hour of a busy office. Less only in tests.
  std::size_t inbox_events_max = 100'000;
  std::size_t inbox_bytes_max = 256 << 20;
  std::int64_t released_max = 100'000;        // inbox rows kept for receipts; fewer only in tests
  std::int64_t rejected_bytes_max = 1 << 30;  // of what waits in the rejected box, for all sources
  // The free bytes of a directory's disk; empty: ask the system. Only tests give one.
  std::function<std::uint64_t(const std::string&)> free_bytes{};
};

// The durable record of an office: one SQLite file DIR/ledger.db (WAL, synchronous=FULL) and a lock
// file beside it, so that a second process cannot open it. Blocking; one thread at a time.
//
// After Errc::io (or any error that is not named below) the ledger is unusable and every call
// fails: restart, never retry a failed sync. Only after opening it again is it known whether the
// last batch is in the log; sending the batch again is safe, its records are then duplicates.
// Errc::cannot_store (disk full): nothing was appended and the ledger stays usable.
class Ledger {
 public:
  // Creates DIR and the file if they are missing, unless Options::create is false. Reads the whole
  // log once to rebuild the dedupe table (64-bit hash of source and id → seq). Everything that can
  // be read afterwards is durable, including what a killed process left unsynced. Errc::conflict:
  // another process has it open, or a newer program wrote it. A file of an older program is copied
  // to DIR/ledger.format-N.db, then migrated; Errc::cannot_store if there is no room for that.
  static Result<Ledger> open(const std::string& dir, const Options& options = {});
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Appends the records in order, in one transaction with one sync; they are on disk on return. One
  // Placed per record. Records are compared with the log and with each other: the same source and
  // id with the same body is a duplicate, with another body reused. Source, id and body are stored
  // byte for byte. On failure nothing was appended. Errc::conflict when the log is shared or events
  // wait for a shared log, because Redis then decides the order.
  Result<std::vector<Placed>> append(std::span<const Record> records);

  // Calls `each` for every record after `from`, in order, until it returns false.
  Result<> read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const;
  Seq last_seq() const;  // 0 before the first
  // A hash of the record at `seq` and of its chain, if it has one. A snapshot stores it, to check
  // later that it belongs to this log.
  Result<std::uint64_t> witness(Seq seq) const;

  // With the following calls the log is one node's copy of a shared log. Redis decides the order:
  // accepted events wait in the inbox until they are read back from the shared log.

  bool shared() const;               // its log number is above 1
  ChainedPosition position() const;  // in memory
  // "" at 0 and for records without one; Errc::not_found beyond the end.
  Result<std::string> chain_at(Seq seq) const;

  // Like append, but new events go into the inbox, in one transaction. They are on disk on return,
  // as are the originals of duplicates. One Placed per record. Its source and id are
  //   in the log: duplicate or reused, with the seq;
  //   in the inbox: waiting with that row and `repeats`, or reused with seq 0 if the body differs;
  //   in neither: waiting with a new row.
  // Errc::cannot_store when the inbox would exceed its limits: nothing was added. Receipts must
  // ascend from batch to batch.
  Result<std::vector<Placed>> enqueue(std::span<const Record> records);

  // Inbox rows after row `after_id` (0: from the start), oldest first: at most `events` of them,
  // and none after the row with which the bodies reach `bytes`; at least one if there is any.
  Result<std::vector<InboxRow>> waiting(std::int64_t after_id, std::size_t events,
                                        std::size_t bytes) const;
  InboxSize inbox_size() const;  // in memory

  // Appends the next records of the shared log, with the seqs from position().seq + 1, and in the
  // same transaction releases the inbox rows with the same source and id. Not synced: a power cut
  // may undo the newest calls, up to the last call that syncs; the rows they released then wait
  // again. Errc::corrupt when the log already has an id or a chain is missing: nothing was changed.
  // Errc::conflict while the log has records without a chain (see chain_all).
  Result<std::vector<Released>> follow(std::span<const OrderedRecord> records);

  // The shared log was replaced after `to`: moves all later records from the log into the inbox,
  // with their received_at and without a receipt; one that is in the inbox already is not added
  // again. The position becomes (log, to). In one transaction, on disk on return. Errc::bad_request
  // when `to` is beyond the end.
  Result<> roll_back(LogNumber log, Seq to);

  // Makes the log of a single node the first copy of a shared log: sets the chain of every record
  // without one to `next(previous chain, record)`. In many transactions; if interrupted, the next
  // call continues. Quick when there is nothing to do.
  Result<> chain_all(
      const std::function<std::string(std::string_view previous, const Record&)>& next);

  // The present outcomes of all events that enqueue() reported as waiting under this receipt; also
  // correct after roll_back. A repetition of a waiting event counts as a duplicate.
  // Errc::not_found: there never was such a receipt, or none of its events waits and some are no
  // longer kept (of those that have left the inbox the newest 100,000 are kept).
  Result<ReceiptState> receipt(std::int64_t receipt) const;
  std::int64_t last_receipt() const;  // the greatest that enqueue() ever got; 0: none

  // The rejected box. What waits for a decision is never deleted: each source may hold an equal
  // share of Options::rejected_bytes_max; beyond it Errc::rejected_box_full, and nothing was added.
  // A repetition of a waiting row is counted there and needs no room. Of what is decided the newest
  // rows are kept, at most 10,000 and 256 MB. Bodies are cut between characters at 32 MiB, more
  // than any route takes, other texts at 1 KiB; a request of more than 64 KiB is omitted. One sync
  // per call; returns the id of the (last) row. Ids are never reused. Warns in the log at 50 % and
  // 80 % of a share.
  Result<std::int64_t> reject(const Rejected& rejected, Room room = Room::of_the_source);
  Result<std::int64_t> reject(std::span<const Rejected> rejected, Room room = Room::of_the_source);
  // Whom the box is divided among, besides those that have something waiting.
  void set_rejected_senders(std::vector<std::string> senders);
  // Newest first, of one source or (empty) of all; before_id 0 starts at the newest; at most
  // `limit` and 1,000 rows, with the first 64 KiB of their bodies.
  Result<std::vector<Rejected>> rejected(std::int64_t before_id, int limit,
                                         std::string_view source = {}) const;
  // The rows of a source that were not replayed yet, oldest first and complete, after `after_id`; 0
  // starts at the oldest. At most 1,000 rows and about 16 MB per page; an empty page is the end.
  Result<std::vector<Rejected>> waiting_rejected(std::string_view source,
                                                 std::int64_t after_id) const;
  Result<Rejected> rejected_one(std::int64_t id) const;  // Errc::not_found if it was deleted
  // Decides a row: replayed as `seq`, or (0) dismissed.
  Result<> mark_replayed(std::int64_t id, Seq seq);
  // Dismisses what waits of a source, or only what has this reason, among the next 1,000 rows after
  // `after_id` and up to `up_to`.
  Result<Dismissed> dismiss_rejected(std::string_view source, const std::optional<Reason>& reason,
                                     std::int64_t after_id, std::int64_t up_to);
  Result<RejectedFill> rejected_fill() const;  // in memory

  // Requests that were refused unauthenticated or unread. They take no room of the box: the newest
  // 10,000 are kept.
  Result<> refuse(const Refused& refused);
  // Newest first, at most 1,000; before_id 0 starts at the newest.
  Result<std::vector<Refused>> refused(std::int64_t before_id, int limit) const;

  // Removes a person from the rejected box and the refused requests: every occurrence of the words
  // (names, addresses, keys; as whole words, ASCII letters in either case, also percent-encoded and
  // as JSON escapes) becomes "removed", so that what waits can still be replayed. Looks at about 16
  // MB of rows after `after_id` (0: the first); returns the id to go on after, 0 when it is done.
  Result<std::int64_t> remove_from_rejected(std::span<const std::string> words,
                                            std::int64_t after_id);

  // The org document; versions are 1, 2, 3 …, and all are kept. `expected` is the version that the
  // writer has read (0: none yet); Errc::precondition_failed if it is not the newest.
  Result<std::optional<OrgVersion>> org() const;
  Result<std::int64_t> put_org(const std::string& document, Instant at,
                               std::optional<std::int64_t> expected);
  // A version numbered by another node; replaces a version with the same number.
  Result<> set_org(const OrgVersion& org);

  // At most 10,000 tokens: Errc::too_many. An existing id is replaced. Tokens that are revoked do
  // not count; the newest 10,000 of them are kept.
  Result<> put_token(const Token& token);
  Result<std::vector<Token>> tokens() const;
  Result<std::optional<Token>> token(const std::string& id) const;
  Result<bool> remove_token(const std::string& id);

  // An existing id is replaced. Devices that have expired by `now` are removed; the caller limits
  // how many each token has. Of revoked ones the newest 10,000 are kept.
  Result<> put_device(const Device& device, Instant now);
  Result<std::vector<Device>> devices() const;
  Result<std::optional<Device>> device(const std::string& id) const;
  // Of one id, or of a token.
  Result<bool> remove_device(const std::string& id);
  Result<> remove_devices_of(const std::string& token);

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::store
