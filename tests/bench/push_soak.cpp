// Full load for a long time: a thousand events a second to a thousand screens; prints a row every
// 20 s. Every event costs the log and its dedupe table some memory; nothing else may grow.
//   push_soak DEALBELL MINUTES [DIR]
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "audience.hpp"
#include "open_files.hpp"
#include "percentile.hpp"
#include "push_load.hpp"

int main(int argc, char** argv) {
  using namespace dealbell::bench;
  using namespace std::chrono_literals;
  if (argc < 3) return std::fputs("push_soak DEALBELL MINUTES [DIR]\n", stderr), 2;
  constexpr std::uint32_t screens = 1'000, posters = 64;
  constexpr std::uint64_t deals = 20'000;
  const auto minutes = std::chrono::minutes(std::atoi(argv[2]));
  const std::string dir = argc > 3 ? argv[3] : "push_soak.data";
  std::filesystem::create_directories(dir);
  allow_many_open_files();

  Audience audience(dealbell_contestant(argv[1], "", deals), dir + "/1", 0, posters);
  audience.grow_to(screens);
  const auto end = std::chrono::steady_clock::now() + minutes;
  std::puts(
      "| events so far | p50 | p99 | max | screens behind | lost | own memory | open files |");
  std::puts("| --- | --- | --- | --- | --- | --- | --- | --- |");
  while (std::chrono::steady_clock::now() < end) {
    const auto load = push_full_load(audience, {.events_per_second = 1'000, .lasting = 20s});
    std::printf("| %llu | %.0f ms | %.0f ms | %.0f ms | %u | %u | %.1f MB | %d |\n",
                static_cast<unsigned long long>(audience.next_event - 1),
                static_cast<double>(percentile(load.from_due_ms, 50)),
                static_cast<double>(percentile(load.from_due_ms, 99)),
                static_cast<double>(load.from_due_ms.back()), load.behind, load.lost,
                static_cast<double>(audience.server.process->own_kb()) / 1024,
                audience.server.process->open_files());
    std::fflush(stdout);
  }
  return 0;
}
