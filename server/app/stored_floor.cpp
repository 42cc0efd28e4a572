#include "app/stored_floor.hpp"

#include "app/replay.hpp"
#include "base/log.hpp"
#include "core/snapshot.hpp"
#include "store/snapshots.hpp"

namespace dealbell::app {
namespace {

Result<> load(const store::Ledger& ledger, const std::string& dir, core::Seq from,
              core::Floor& floor) {
  const auto snapshot = store::read_snapshot(dir, from, core::snapshot_format);
  if (!snapshot) return snapshot.error();
  const auto& head = snapshot->head;
  if (head.until > ledger.last_seq())
    return error(Errc::conflict,
                 "it is newer than the log, which ends at " + std::to_string(ledger.last_seq()));
  const auto witness = ledger.witness(head.until);
  if (!witness) return witness.error();
  if (*witness != head.witness) return error(Errc::conflict, "it is of another log");
  if (auto loaded = core::load_snapshot(floor, snapshot->bytes); !loaded) return loaded;
  if (floor.seq() != from) return error(Errc::corrupt, "it is from another place");
  return {};
}

}  // namespace

Result<StoredFloor> stored_floor(const store::Ledger& ledger, const std::string& dir,
                                 const core::Org& org, const core::Calendar& calendar) {
  StoredFloor stored;
  for (const auto from : store::snapshots(dir)) {
    stored.floor = std::make_unique<core::Floor>(org, calendar);
    const auto loaded = load(ledger, dir, from, *stored.floor);
    if (loaded) {
      stored.from = from;
      break;
    }
    log_line("snapshot " + std::to_string(from) + " is not used: " + loaded.error().message);
    stored.floor.reset();
    // Only the newest are kept: one from beyond the log's end would stand in the way of good ones.
    if (from > ledger.last_seq()) store::remove_snapshot(dir, from);
  }
  if (!stored.floor) stored.floor = std::make_unique<core::Floor>(org, calendar);
  stored.floor->continue_as(ledger.position().log);
  if (const auto folded = replay(ledger, *stored.floor); !folded) return folded.error();
  return stored;
}

}  // namespace dealbell::app
