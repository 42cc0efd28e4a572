#include "store/ledger.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "store/chaining.hpp"
#include "store/database.hpp"
#include "store/device_table.hpp"
#include "store/dir_lock.hpp"
#include "store/event_log.hpp"
#include "store/org_versions.hpp"
#include "store/refused_table.hpp"
#include "store/rejected_box.hpp"
#include "store/rejected_removal.hpp"
#include "store/replica_log.hpp"
#include "store/schema.hpp"
#include "store/token_table.hpp"

namespace dealbell::store {

// In order of dependence: the lock is released last, after the file is closed.
struct Ledger::Impl {
  DirLock lock;
  std::unique_ptr<Database> database;
  IdHash id_hash;
  EventLog log;
  ReplicaLog replica;
  RejectedBox rejected;
  RefusedTable refused;
  OrgVersions org;
  TokenTable tokens;
  DeviceTable devices;

  Impl(DirLock dir_lock, std::unique_ptr<Database> opened, const Options& options)
      : lock(std::move(dir_lock)),
        database(std::move(opened)),
        id_hash(options),
        log(*database, options, id_hash),
        replica(*database, log, options, id_hash),
        rejected(*database, options.rejected_bytes_max),
        refused(*database),
        org(*database),
        tokens(*database),
        devices(*database) {}
};

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& dir, const Options& options) {
  const auto file = dir + "/ledger.db";
  std::error_code ignored;  // a file that cannot be accessed counts as missing
  if (!options.create && !std::filesystem::exists(file, ignored))
    return error(Errc::not_found, "there is no ledger in " + dir);
  auto lock = DirLock::take(dir);
  if (!lock) return lock.error();
  auto database = Database::open(file, options);
  if (!database) return database.error();
  if (auto prepared = prepare_schema(**database, dir, options); !prepared) return prepared.error();
  auto impl = std::make_unique<Impl>(std::move(*lock), std::move(*database), options);
  if (auto loaded = impl->log.load(); !loaded) return loaded.error();
  if (auto loaded = impl->replica.load(); !loaded) return loaded.error();
  if (auto loaded = impl->rejected.load(); !loaded) return loaded.error();
  return Ledger(std::move(impl));
}

Result<std::vector<Placed>> Ledger::append(std::span<const Record> records) {
  if (shared() || inbox_size().events > 0)
    return error(Errc::conflict,
                 "this ledger belongs to a shared log: import through the running server");
  return impl_->log.append(records);
}

Result<> Ledger::read(Seq from, const std::function<bool(const LoggedRecord&)>& each) const {
  return impl_->log.read(from, each);
}

Seq Ledger::last_seq() const { return impl_->log.last_seq(); }

Result<std::uint64_t> Ledger::witness(Seq seq) const {
  std::uint64_t hash = 0;
  if (seq == 0) return hash;
  const auto read = impl_->log.read(seq - 1, [&](const LoggedRecord& logged) {
    const auto& r = logged.record;
    hash = hash64(r.event_id, hash64(r.source, hash64(r.body, logged.seq)));
    return false;
  });
  if (!read) return read.error();
  const auto chain = impl_->log.chain_at(seq);
  if (!chain) return chain.error();
  return chain->empty() ? hash : hash64(*chain, hash);
}

bool Ledger::shared() const { return impl_->replica.log_number() > 1; }

ChainedPosition Ledger::position() const {
  return {impl_->replica.log_number(), impl_->log.last_seq(), impl_->log.chain()};
}

Result<std::string> Ledger::chain_at(Seq seq) const { return impl_->log.chain_at(seq); }

Result<std::vector<Placed>> Ledger::enqueue(std::span<const Record> records) {
  return impl_->replica.enqueue(records);
}

Result<std::vector<InboxRow>> Ledger::waiting(std::int64_t after_id, std::size_t events,
                                              std::size_t bytes) const {
  return impl_->replica.waiting(after_id, events, bytes);
}

InboxSize Ledger::inbox_size() const { return impl_->replica.inbox_size(); }

Result<std::vector<Released>> Ledger::follow(std::span<const OrderedRecord> records) {
  return impl_->replica.follow(records);
}

Result<> Ledger::roll_back(LogNumber log, Seq to) { return impl_->replica.roll_back(log, to); }

Result<> Ledger::chain_all(
    const std::function<std::string(std::string_view previous, const Record&)>& next) {
  return store::chain_all(*impl_->database, impl_->log, next);
}

Result<ReceiptState> Ledger::receipt(std::int64_t receipt) const {
  return impl_->replica.receipt(receipt);
}

std::int64_t Ledger::last_receipt() const { return impl_->replica.last_receipt(); }

Result<std::int64_t> Ledger::reject(const Rejected& rejected, Room room) {
  return impl_->rejected.put({&rejected, 1}, room);
}

Result<std::int64_t> Ledger::reject(std::span<const Rejected> rejected, Room room) {
  return impl_->rejected.put(rejected, room);
}

void Ledger::set_rejected_senders(std::vector<std::string> senders) {
  impl_->rejected.set_senders(std::move(senders));
}

Result<std::vector<Rejected>> Ledger::rejected(std::int64_t before_id, int limit,
                                               std::string_view source) const {
  return impl_->rejected.page(before_id, limit, source);
}

Result<std::vector<Rejected>> Ledger::waiting_rejected(std::string_view source,
                                                       std::int64_t after_id) const {
  return impl_->rejected.waiting(source, after_id);
}

Result<Rejected> Ledger::rejected_one(std::int64_t id) const { return impl_->rejected.one(id); }

Result<> Ledger::mark_replayed(std::int64_t id, Seq seq) {
  return impl_->rejected.mark_replayed(id, seq);
}

Result<Dismissed> Ledger::dismiss_rejected(std::string_view source,
                                           const std::optional<Reason>& reason,
                                           std::int64_t after_id, std::int64_t up_to) {
  return impl_->rejected.dismiss(source, reason, after_id, up_to);
}

Result<RejectedFill> Ledger::rejected_fill() const {
  if (auto ok = impl_->database->usable(); !ok) return ok.error();
  return impl_->rejected.fill();
}

Result<> Ledger::refuse(const Refused& refused) { return impl_->refused.put(refused); }

Result<std::vector<Refused>> Ledger::refused(std::int64_t before_id, int limit) const {
  return impl_->refused.page(before_id, limit);
}

Result<std::int64_t> Ledger::remove_from_rejected(std::span<const std::string> words,
                                                  std::int64_t after_id) {
  return store::remove_from_rejected(*impl_->database, words, after_id);
}

Result<> check_org_version(std::optional<std::int64_t> expected, std::int64_t present) {
  if (!expected || *expected == present) return {};
  return error(Errc::precondition_failed, "the org document is at version " +
                                              std::to_string(present) + ", not " +
                                              std::to_string(*expected));
}

Result<std::optional<OrgVersion>> Ledger::org() const { return impl_->org.newest(); }

Result<> Ledger::set_org(const OrgVersion& org) { return impl_->org.set(org); }

Result<std::int64_t> Ledger::put_org(const std::string& document, Instant at,
                                     std::optional<std::int64_t> expected) {
  return impl_->org.put(document, at, expected);
}

Result<> Ledger::put_token(const Token& token) { return impl_->tokens.put(token); }

Result<std::vector<Token>> Ledger::tokens() const { return impl_->tokens.all(); }

Result<std::optional<Token>> Ledger::token(const std::string& id) const {
  return impl_->tokens.one(id);
}

Result<bool> Ledger::remove_token(const std::string& id) { return impl_->tokens.remove(id); }

Result<> Ledger::put_device(const Device& device, Instant now) {
  return impl_->devices.put(device, now);
}

Result<std::vector<Device>> Ledger::devices() const { return impl_->devices.all(); }

Result<std::optional<Device>> Ledger::device(const std::string& id) const {
  return impl_->devices.one(id);
}

Result<bool> Ledger::remove_device(const std::string& id) { return impl_->devices.remove(id); }

Result<> Ledger::remove_devices_of(const std::string& token) {
  return impl_->devices.remove_of(token);
}

}  // namespace dealbell::store
