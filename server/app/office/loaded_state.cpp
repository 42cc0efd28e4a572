#include "app/office/loaded_state.hpp"

#include "app/office/replay.hpp"
#include "base/log.hpp"
#include "core/state/snapshot.hpp"
#include "store/snapshots.hpp"

namespace dealbell::app {
namespace {

Result<> load(const store::Ledger& ledger, const std::string& dir, Seq from,
              core::SalesState& sales) {
  const auto snapshot = store::read_snapshot(dir, from, core::snapshot_format);
  if (!snapshot) return snapshot.error();
  const auto& head = snapshot->head;
  if (head.until > ledger.last_seq())
    return error(Errc::conflict,
                 "it is newer than the log, which ends at " + std::to_string(ledger.last_seq()));
  const auto witness = ledger.witness(head.until);
  if (!witness) return witness.error();
  if (*witness != head.witness) return error(Errc::conflict, "it belongs to another log");
  if (auto loaded = core::load_snapshot(sales, snapshot->bytes); !loaded) return loaded;
  if (sales.seq() != from)
    return error(Errc::corrupt, "its content is of seq " + std::to_string(sales.seq()));
  return {};
}

}  // namespace

Result<LoadedState> loaded_state(const store::Ledger& ledger, const std::string& dir,
                                 const core::Org& org, const core::Calendar& calendar) {
  LoadedState state;
  for (const auto from : store::snapshots(dir)) {
    state.sales = std::make_unique<core::SalesState>(org, calendar);
    const auto loaded = load(ledger, dir, from, *state.sales);
    if (loaded) {
      state.from = from;
      break;
    }
    log_warning("snapshot " + std::to_string(from) + " is not used: " + loaded.error().message);
    state.sales.reset();
    // Only the newest files are kept, so one from beyond the log's end would push out usable ones.
    if (from > ledger.last_seq()) store::remove_snapshot(dir, from);
  }
  if (!state.sales) state.sales = std::make_unique<core::SalesState>(org, calendar);
  state.sales->set_log(ledger.position().log);
  if (const auto replayed = replay(ledger, *state.sales); !replayed) return replayed.error();
  return state;
}

}  // namespace dealbell::app
