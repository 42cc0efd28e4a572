#include <algorithm>
#include <random>

#include "app/commands.hpp"
#include "app/replay.hpp"
#include "app/stored_floor.hpp"
#include "app/tell.hpp"

namespace dealbell::app {
namespace {

// The log once more, in an order nobody sent it in: the state must not depend on it.
Result<> replay_shuffled(const store::Ledger& ledger, core::Floor& floor, std::uint64_t seed) {
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
    if (*event) floor.apply(**event, logged.seq);
  }
  return {};
}

}  // namespace

int verify(const ops::CommandLine& line) {
  store::Options options;
  options.create = false;
  const auto ledger = store::Ledger::open(line.config.data, options);
  if (!ledger) return tell(ledger.error());
  const auto org = stored_org(*ledger);
  if (!org) return tell(org.error());
  const auto calendar = calendar_for(*org);
  if (!calendar) return tell(calendar.error());

  core::Floor in_order(*org, *calendar), shuffled(*org, *calendar);
  if (const auto folded = replay(*ledger, in_order); !folded) return tell(folded.error());
  constexpr std::uint64_t seed = 20261123;
  if (const auto folded = replay_shuffled(*ledger, shuffled, seed); !folded)
    return tell(folded.error());
  const auto digest = in_order.digest();
  if (in_order.seq() != ledger->last_seq())
    return tell(error(Errc::corrupt, "the log has a gap: " + std::to_string(ledger->last_seq()) +
                                         " events, folded to " + std::to_string(in_order.seq())));
  if (shuffled.digest() != digest)
    return tell(error(Errc::corrupt, "another order of the same events gives another state: " +
                                         digest + " and " + shuffled.digest()));
  const auto restarted = stored_floor(*ledger, line.config.data, *org, *calendar);
  if (!restarted) return tell(restarted.error());
  if (restarted->from > 0 && restarted->floor->digest() != digest)
    return tell(error(Errc::corrupt, "snapshot " + std::to_string(restarted->from) +
                                         " gives another state than the log: remove it, " + digest +
                                         " and " + restarted->floor->digest()));
  std::cout << digest << "  " << ledger->last_seq() << " events, " << in_order.deal_count()
            << " deals\n";
  return 0;
}

}  // namespace dealbell::app
