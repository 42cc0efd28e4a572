// How many events a second the real server stores durably, over HTTP on loopback, with a million
// events already in its ledger; compared with Redis' nearest equivalent, in turns on one machine.
//   ingest_bench DEALBELL [DIR] [EVENTS] [RUNS] [SECONDS]
// DIR is created in the working directory, on the disk you care about, and removed afterwards.
#include <algorithm>
#include <filesystem>

#include "durable_load.hpp"
#include "must.hpp"
#include "prefill.hpp"
#include "series.hpp"
#include "text_file.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch_events = 500;
const Staff staff;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) give_up("usage: ingest_bench DEALBELL [DIR] [EVENTS] [RUNS] [SECONDS]");
  const std::string dir = argc > 2 ? argv[2] : "ingest_bench.data";
  const auto existing = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  const int runs = argc > 4 ? std::atoi(argv[4]) : 5;
  const std::chrono::seconds lasting{argc > 5 ? std::atoi(argv[5]) : 5};

  prefill(dir, existing, staff);
  {
    const auto start = Clock::now();
    ChildProcess server({argv[1], "serve", "--data", dir, "--listen", "127.0.0.1:0"});
    const auto line = server.wait_for_line("listening on", 120s);
    std::printf("restart with %llu events: %.2f s (CPU %.2f s), resident memory %ld MB\n",
                static_cast<unsigned long long>(existing),
                std::chrono::duration<double>(Clock::now() - start).count(), server.cpu_seconds(),
                server.resident_mb());
    std::fflush(stdout);
    const int port = std::atoi(line.c_str() + line.rfind(':') + 1);
    const auto token = first_line(dir + "/admin.token");
    const int redis_port = free_port();
    const auto redis = durable_redis(dir + "/redis", redis_port);

    NewEvents events;
    std::uint64_t waiting = 0;  // always 0 without a shared log
    Series single("single events, 64 in flight", server, port, 64, 1,
                  event_posts(events, 1, token, waiting));
    Series batch("NDJSON of 500, 8 in flight", server, port, 8, batch_events,
                 event_posts(events, batch_events, token, waiting));
    Series peer("redis XADD fsync always, 50 conns", *redis, redis_port, 50, 1,
                redis_appends(events));
    for (int i = 0; i < runs; ++i) {
      single.run(lasting);
      peer.run(lasting);
      batch.run(lasting);
    }
    const auto ours = single.print();
    batch.print();
    std::printf("single events / redis: %.2f\n", ours / peer.print());
    std::printf("resident memory at the end: %ld MB\n", server.resident_mb());
  }
  std::filesystem::remove_all(dir);
}
