#include "push_idle.hpp"

#include <vector>

#include "must.hpp"

namespace dealbell::bench {

using namespace std::chrono_literals;

long kb_with_idle(Audience& audience, std::uint32_t screens) {
  const auto before = audience.crowd.size();
  std::vector<bool> has_state(screens);
  auto missing = screens - before;
  audience.crowd.on_message([&](std::uint32_t screen, const FrameReader::Message& message, auto) {
    if (screen < before || message.seq == 0 || has_state[screen]) return;
    has_state[screen] = true;
    --missing;
  });
  audience.grow_to(screens);
  if (audience.server.sends_state_on_connect &&
      !audience.poll.run_until(Clock::now() + 30s, [&] { return missing == 0; }))
    give_up(std::to_string(missing) + " screens received no state, " + audience.crowd.lost_text());
  audience.poll.run_until(Clock::now() + 2s, [] { return false; });
  audience.crowd.on_message(nullptr);
  if (audience.crowd.lost() > 0) give_up("of the idle screens " + audience.crowd.lost_text());
  return audience.server.process->own_kb();
}

}  // namespace dealbell::bench
