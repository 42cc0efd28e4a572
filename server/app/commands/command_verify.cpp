#include <algorithm>
#include <random>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/office/loaded_state.hpp"
#include "app/office/replay.hpp"
#include "app/office/stored_org.hpp"

namespace dealbell::app {
namespace {

// The log once more, in an order nobody sent it in: the state must not depend on it.
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
  if (const auto folded = replay(*ledger, in_order); !folded) return print_error(folded.error());
  constexpr std::uint64_t seed = 20261123;
  if (const auto folded = replay_shuffled(*ledger, shuffled, seed); !folded)
    return print_error(folded.error());
  const auto digest = in_order.digest();
  if (in_order.seq() != ledger->last_seq())
    return print_error(
        error(Errc::corrupt, "the log has a gap: " + std::to_string(ledger->last_seq()) +
                                 " events, folded to " + std::to_string(in_order.seq())));
  if (shuffled.digest() != digest)
    return print_error(
        error(Errc::corrupt, "another order of the same events gives another state: " + digest +
                                 " and " + shuffled.digest()));
  const auto restarted = loaded_state(*ledger, line.config.data, *org, *calendar);
  if (!restarted) return print_error(restarted.error());
  if (restarted->from > 0 && restarted->sales->digest() != digest)
    return print_error(error(Errc::corrupt, "snapshot " + std::to_string(restarted->from) +
                                                " gives another state than the log: remove it, " +
                                                digest + " and " + restarted->sales->digest()));
  std::cout << digest << "  " << ledger->last_seq() << " events, " << in_order.deal_count()
            << " deals\n";
  return 0;
}

}  // namespace dealbell::app
