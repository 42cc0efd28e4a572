// What one event, one computation of the wall and one restart cost when the office is large.
// Prints processor time of one thread, except for the restart, which is elapsed time.
//   state_bench [DEALBELL]      with the server's binary also times its real restart
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>

#include "child_process.hpp"
#include "core/boards/own_board.hpp"
#include "core/boards/wall/wall.hpp"
#include "core/state/sales_state.hpp"
#include "core/state/snapshot.hpp"
#include "instructions.hpp"
#include "must.hpp"
#include "prefill.hpp"
#include "wire/event_json.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const Instant the_end = must(parse_instant("2026-11-23T16:00:00Z"));
constexpr std::chrono::days two_years{730};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Processor time of this thread, because the machine may have other work, too.
double cpu_seconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

long resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6) * 1024;
  return 0;
}

core::Event parsed(const std::string& text, Instant at) {
  return must(wire::read_event(text, "api", at));
}

std::string per_event(std::uint64_t instructions, std::uint64_t events) {
  if (instructions == 0) return "instructions cannot be counted here";
  return std::to_string(instructions / events) + " instructions";
}

struct Cost {
  double microseconds = 0;
  std::string instructions;
};

// Events are parsed in slices outside the measured time.
template <class Make>
Cost cost_per_event(core::SalesState& sales, std::uint64_t events, Make make) {
  constexpr std::uint64_t slice_max = 20'000;
  double seconds = 0;
  std::uint64_t instructions = 0;
  std::vector<core::Event> slice;
  for (std::uint64_t n = 0; n < events;) {
    slice.clear();
    for (; n < events && slice.size() < slice_max; ++n) slice.push_back(make(n));
    const Instructions counter;
    const auto before = counter.since_start().value_or(0);
    const auto start = cpu_seconds();
    for (const auto& event : slice) sales.apply(event, sales.seq() + 1);
    seconds += cpu_seconds() - start;
    instructions += counter.since_start().value_or(0) - before;
  }
  return {seconds / static_cast<double>(events) * 1e6, per_event(instructions, events)};
}

std::unique_ptr<core::SalesState> empty_state() {
  return std::make_unique<core::SalesState>(
      core::Org{}, must(core::Calendar::create({.zone = "Europe/Berlin"})));
}

void apply_to_a_large_state() {
  constexpr std::uint64_t deals = 1'000'000;
  const Staff staff{1'000};
  const auto before = resident_bytes();
  auto sales = empty_state();
  const auto opened = cost_per_event(*sales, deals, [&](std::uint64_t n) {
    const auto at = the_end - two_years + two_years * n / deals;
    return parsed(opening(n, "d-", at, staff), at);
  });
  std::printf("opening a deal, 1,000,000 of 1,000 people    %6.2f us, %s\n", opened.microseconds,
              opened.instructions.c_str());
  std::printf("memory per deal                              %6ld bytes\n",
              (resident_bytes() - before) / static_cast<long>(deals));
  constexpr std::uint64_t more = 500'000;
  const auto live = cost_per_event(*sales, more, [&](std::uint64_t n) {
    return parsed(life_event(n, "l-", the_end, staff), the_end);
  });
  std::printf("then any event of a deal's life               %6.2f us, %s\n", live.microseconds,
              live.instructions.c_str());
}

// The wall after a quiet period, after a hundred events and after 20,000 events in the last second.
void compute_wall(std::uint64_t people) {
  constexpr std::uint64_t events = 200'000;
  const Staff staff{people};
  auto sales = empty_state();
  cost_per_event(*sales, events, [&](std::uint64_t n) {
    const auto at = the_end - two_years + two_years * n / events;
    return parsed(life_event(n, "d-", at, staff), at);
  });
  const auto measure = [&](const char* when) {
    constexpr int times = 20;
    const auto start = cpu_seconds();
    std::size_t rows = 0;
    for (int i = 0; i < times; ++i)
      rows += core::wall_board(*sales, the_end, {}).tiles.at("moments").rows.size();
    std::printf("computing the wall, %4llu people, %-18s %8.3f ms (%zu moments)\n",
                static_cast<unsigned long long>(people), when,
                (cpu_seconds() - start) / times * 1e3, rows / times);
  };
  measure("quiet");
  cost_per_event(*sales, 100, [&](std::uint64_t n) {
    return parsed(life_event(n, "l-", the_end - 1s, staff), the_end - 1s);
  });
  measure("after 100 events");
  cost_per_event(*sales, 20'000, [&](std::uint64_t n) {
    return parsed(life_event(n, "m-", the_end - 1s, staff), the_end - 1s);
  });
  measure("after 20,000 events");
}

// A manager's board of twelve figures and rankings.
core::OrgBoard twelve_tiles() {
  core::OrgBoard board{"desk", "Desk", {}};
  const auto add = [&](const char* measure, const char* by, const char* period) {
    core::BoardTile tile;
    tile.id = std::to_string(board.tiles.size());
    tile.measure = measure;
    tile.by = by;
    tile.period = period;
    board.tiles.push_back(tile);
  };
  add("won_amount", "", "month");
  add("won_count", "", "month");
  add("win_rate", "", "quarter");
  add("average_deal", "", "quarter");
  add("open_amount", "", "quarter");
  add("weighted_amount", "", "quarter");
  add("attainment", "", "month");
  add("run_rate_landing", "", "month");
  add("won_amount", "team", "month");
  add("won_amount", "product", "month");
  add("won_amount", "month", "year");
  add("activities", "team", "week");
  return board;
}

// What one computation of the board costs, and how many cells it visits, in offices of very
// different sizes.
void compute_twelve_tiles(std::uint64_t deals) {
  const Staff staff{1'000};
  auto sales = empty_state();
  const auto events = deals * 5;
  cost_per_event(*sales, events, [&](std::uint64_t n) {
    const auto at = the_end - two_years + two_years * n / events;
    return parsed(life_event(n, "d-", at, staff), at);
  });
  const auto board = twelve_tiles();
  constexpr int times = 20;
  const auto cells = sales->cube().cells_visited();
  const Instructions counter;
  const auto before = counter.since_start().value_or(0);
  const auto start = cpu_seconds();
  for (int i = 0; i < times; ++i) core::own_board(*sales, board, the_end, false);
  const auto seconds = cpu_seconds() - start;
  std::printf("a board of 12 tiles, %7llu deals of 1,000 people  %8.3f ms, %s, %llu cells\n",
              static_cast<unsigned long long>(deals), seconds / times * 1e3,
              per_event(counter.since_start().value_or(0) - before, times).c_str(),
              static_cast<unsigned long long>((sales->cube().cells_visited() - cells) / times));
}

void refold(std::uint64_t events) {
  const Staff staff;
  std::vector<std::string> bodies;
  const auto at = [&](std::uint64_t n) { return the_end - two_years + two_years * n / events; };
  for (std::uint64_t n = 0; n < events; ++n)
    bodies.push_back(wire::write_event(parsed(life_event(n, "d-", at(n), staff), at(n))));
  auto sales = empty_state();
  double parsing = 0;
  const auto folding = cost_per_event(*sales, events, [&](std::uint64_t n) {
    const auto start = cpu_seconds();
    auto event = parsed(bodies[n], at(n));
    parsing += cpu_seconds() - start;
    return event;
  });
  std::printf("refold of %llu events: parsing %.2f s, folding %.2f s\n",
              static_cast<unsigned long long>(events), parsing,
              folding.microseconds * static_cast<double>(events) / 1e6);
}

// The costs of writing a snapshot in steps and of loading it.
void snapshot(std::uint64_t events) {
  const Staff staff;
  auto sales = empty_state();
  cost_per_event(*sales, events, [&](std::uint64_t n) {
    const auto at = the_end - two_years + two_years * n / events;
    return parsed(life_event(n, "d-", at, staff), at);
  });
  std::string bytes;
  core::SnapshotWriter writer(*sales);
  double longest = 0;
  const auto start = cpu_seconds();
  for (bool more = true; more;) {
    const auto since = cpu_seconds();
    std::string part;
    more = writer.write_some(64, part);
    longest = std::max(longest, cpu_seconds() - since);
    bytes += part;
  }
  const auto writing = cpu_seconds() - start;
  sales = empty_state();
  const auto since = cpu_seconds();
  must(core::load_snapshot(*sales, bytes));
  std::printf(
      "snapshot of %llu events: %zu MB, written in %.2f s (64 at once: at most %.2f ms), "
      "loaded and counted in %.2f s\n",
      static_cast<unsigned long long>(events), bytes.size() >> 20, writing, longest * 1e3,
      cpu_seconds() - since);
}

void start_server(const char* dealbell, const std::string& dir, std::uint64_t events,
                  const char* from) {
  const auto start = Clock::now();
  ChildProcess server({dealbell, "serve", "--data", dir, "--listen", "127.0.0.1:0"});
  server.wait_for_line("listening on", 120s);
  std::printf(
      "restart of the server with %llu events from %s: %.2f s (CPU %.2f s), "
      "resident memory %ld MB\n",
      static_cast<unsigned long long>(events), from, seconds_since(start), server.cpu_seconds(),
      server.resident_mb());
  std::fflush(stdout);
}

void restart(const char* dealbell, std::uint64_t events) {
  const std::string dir = "state_bench.data";
  prefill(dir, events, {});
  for (int i = 0; i < 3; ++i) {
    std::filesystem::remove_all(dir + "/snapshots");  // the server writes one when it stops
    start_server(dealbell, dir, events, "the log");
  }
  for (int i = 0; i < 5; ++i) start_server(dealbell, dir, events, "a snapshot");
  std::filesystem::remove_all(dir);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::uint64_t events = 1'000'000;
  apply_to_a_large_state();
  compute_wall(10);
  compute_wall(1'000);
  compute_twelve_tiles(10'000);
  compute_twelve_tiles(200'000);
  refold(events);
  snapshot(events);
  if (argc > 1) restart(argv[1], events);
}
