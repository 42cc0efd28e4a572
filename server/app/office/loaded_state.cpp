#include "app/office/loaded_state.hpp"

#include "app/office/replay.hpp"
#include "base/log.hpp"
#include "core/state/snapshot.hpp"
#include "store/snapshots.hpp"

namespace dealbell::app {
namespace {

Result<> load(const store::Ledger& ledger, const std::string& dir, core::Seq from,
              core::SalesState& sales) {
  const auto snapshot = store::read_snapshot(dir, from, core::snapshot_format);
  if (!snapshot) return snapshot.error();
  const auto& head = snapshot->head;
  if (head.until > ledger.last_seq())
    return error(Errc::conflict,
                 "it is newer than the log, which ends at " + std::to_string(ledger.last_seq()));
  const auto witness = ledger.witness(head.until);
  if (!witness) return witness.error();
  if (*witness != head.witness) return error(Errc::conflict, "it is of another log");
  if (auto loaded = core::load_snapshot(sales, snapshot->bytes); !loaded) return loaded;
  if (sales.seq() != from) return error(Errc::corrupt, "it is from another place");
  return {};
}

}  // namespace

Result<LoadedState> loaded_state(const store::Ledger& ledger, const std::string& dir,
                                 const core::Org& org, const core::Calendar& calendar) {
  LoadedState stored;
  for (const auto from : store::snapshots(dir)) {
    stored.sales = std::make_unique<core::SalesState>(org, calendar);
    const auto loaded = load(ledger, dir, from, *stored.sales);
    if (loaded) {
      stored.from = from;
      break;
    }
    log_warning("snapshot " + std::to_string(from) + " is not used: " + loaded.error().message);
    stored.sales.reset();
    // Only the newest are kept: one from beyond the log's end would stand in the way of good ones.
    if (from > ledger.last_seq()) store::remove_snapshot(dir, from);
  }
  if (!stored.sales) stored.sales = std::make_unique<core::SalesState>(org, calendar);
  stored.sales->set_log(ledger.position().log);
  if (const auto folded = replay(ledger, *stored.sales); !folded) return folded.error();
  return stored;
}

}  // namespace dealbell::app
