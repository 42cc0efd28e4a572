#include <algorithm>
#include <iostream>
#include <random>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/office/loaded_state.hpp"
#include "app/office/replay.hpp"
#include "app/office/stored_org.hpp"

namespace dealbell::app {
namespace {

// Applies the log in random order: the state must not depend on the order of events.
Result<> replay_shuffled(const store::Ledger& ledger, core::SalesState& sales, std::uint64_t seed) {
  std::vector<store::LoggedRecord> all;
  const auto read = ledger.read(0, [&](const store::LoggedRecord& logged) {
    all.push_back(logged);
    return true;
  });
  if (!read) return read;
  std::shuffle(all.begin(), all.end(), std::mt19937_64(seed));
  for (const auto& logged : all) {
    const auto event = event_in(logged);
    if (!event) return event.error();
    if (*event) sales.apply(**event, logged.seq);
  }
  return {};
}

}  // namespace

int verify(const ops::CommandLine& line) {
  store::Options options;
  options.create = false;
  const auto ledger = store::Ledger::open(line.config.data, options);
  if (!ledger) return print_error(ledger.error());
  const auto org = stored_org(*ledger);
  if (!org) return print_error(org.error());
  const auto calendar = calendar_for(*org);
  if (!calendar) return print_error(calendar.error());

  core::SalesState in_order(*org, *calendar), shuffled(*org, *calendar);
  if (const auto applied = replay(*ledger, in_order); !applied) return print_error(applied.error());
  constexpr std::uint64_t seed = 20261123;
  if (const auto applied = replay_shuffled(*ledger, shuffled, seed); !applied)
    return print_error(applied.error());
  const auto digest = in_order.digest();
  if (in_order.seq() != ledger->last_seq())
    return print_error(error(
        Errc::corrupt, "the log has a gap: it ends at event " + std::to_string(ledger->last_seq()) +
                           ", but applying it ended at " + std::to_string(in_order.seq())));
  if (shuffled.digest() != digest)
    return print_error(
        error(Errc::corrupt, "the same events in another order give another state: digests " +
                                 digest + " and " + shuffled.digest()));
  const auto restarted = loaded_state(*ledger, line.config.data, *org, *calendar);
  if (!restarted) return print_error(restarted.error());
  if (restarted->from > 0 && restarted->sales->digest() != digest)
    return print_error(error(Errc::corrupt, "snapshot " + std::to_string(restarted->from) +
                                                " and the log give different states (digests " +
                                                restarted->sales->digest() + " and " + digest +
                                                "): delete the snapshot"));
  std::cout << digest << "  " << ledger->last_seq() << " events, " << in_order.deal_count()
            << " deals\n";
  return 0;
}

}  // namespace dealbell::app
