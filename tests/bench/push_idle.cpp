#include "push_idle.hpp"

#include <vector>

#include "must.hpp"

namespace dealbell::bench {

using namespace std::chrono_literals;

long kb_with_idle(Audience& audience, std::uint32_t screens) {
  const auto before = audience.crowd.size();
  std::vector<bool> shown(screens);
  auto missing = screens - before;
  audience.crowd.on_message([&](std::uint32_t screen, const FrameReader::Message& message, auto) {
    if (screen < before || message.seq == 0 || shown[screen]) return;
    shown[screen] = true;
    --missing;
  });
  audience.grow_to(screens);
  if (audience.server.greets &&
      !audience.poll.turn_until(Clock::now() + 30s, [&] { return missing == 0; }))
    give_up(std::to_string(missing) + " screens were shown nothing, " + audience.crowd.lost_text());
  audience.poll.turn_until(Clock::now() + 2s, [] { return false; });
  audience.crowd.on_message(nullptr);
  if (audience.crowd.lost() > 0) give_up("of the idle screens " + audience.crowd.lost_text());
  return audience.server.process->own_kb();
}

}  // namespace dealbell::bench
