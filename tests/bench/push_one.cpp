#include "push_one.hpp"

#include <algorithm>

#include "must.hpp"
#include "processor_time.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 30s;

// The event in flight and the screens that still wait for it.
struct Round {
  std::uint64_t event = 0;
  Clock::time_point sent, last_received;
  bool answered = false;
  std::uint32_t missing = 0;
};

}  // namespace

OneAtATime push_one_at_a_time(Audience& audience, int rounds, std::chrono::milliseconds pause) {
  auto& crowd = audience.crowd;
  const bool cumulative = audience.server.cumulative;
  OneAtATime result;
  Round round;
  std::vector<std::uint64_t> newest_event(crowd.size());

  crowd.on_message([&](std::uint32_t screen, const FrameReader::Message& message,
                       Clock::time_point at) {
    const bool contains_event =
        cumulative ? message.seq >= round.event : message.seq == round.event;
    if (!contains_event || newest_event[screen] == round.event) return;
    newest_event[screen] = round.event;
    --round.missing;
    round.last_received = at;
    result.bytes += static_cast<double>(message.bytes);
    result.latency_ms.push_back(std::chrono::duration<double, std::milli>(at - round.sent).count());
  });
  audience.poster.on_response([&](std::uint64_t event, std::string_view response) {
    // The ledger was empty and only this program posts, so seq equals our count.
    if (cumulative && response.find("\"seq\":" + std::to_string(event) + ",") == response.npos)
      give_up("event " + std::to_string(event) + ": unexpected response: " + std::string(response));
    round.answered = true;
  });

  const auto server_cpu = audience.server.process->cpu_seconds();
  const auto own_cpu = own_cpu_seconds();
  for (int i = 0; i < rounds; ++i) {
    audience.poll.run_until(Clock::now() + pause, [] { return false; });
    round = {audience.next_event++, {}, {}, false, crowd.size()};
    const auto request = audience.server.post(round.event);
    round.sent = Clock::now();
    audience.poster.post(round.event, request);
    const auto complete = [&] { return round.answered && round.missing == 0; };
    if (!audience.poll.run_until(round.sent + patience, complete))
      give_up(std::to_string(round.missing) + " screens did not receive an event, " +
              crowd.lost_text());
    result.push_seconds += std::chrono::duration<double>(round.last_received - round.sent).count();
  }
  result.server_cpu_seconds = audience.server.process->cpu_seconds() - server_cpu;
  result.own_cpu_seconds = own_cpu_seconds() - own_cpu;
  result.frames = static_cast<double>(result.latency_ms.size());
  std::sort(result.latency_ms.begin(), result.latency_ms.end());
  crowd.on_message(nullptr);
  audience.poster.on_response(nullptr);
  return result;
}

}  // namespace dealbell::bench
