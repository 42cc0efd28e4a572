// How many events a second the real server takes durably, over HTTP on loopback, with a ledger that
// already holds a million; beside Redis doing the nearest thing, in turns on the same machine.
//   ingest_bench DEALBELL [DIR] [EVENTS] [RUNS] [SECONDS]
// DIR is created in the working directory, on the disk you care about, and removed afterwards.
#include <algorithm>
#include <filesystem>

#include "child_process.hpp"
#include "http_answer.hpp"
#include "load.hpp"
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
const Cast cast;

Instant wall_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Events that no run before this one has sent.
struct Events {
  std::uint64_t next = 0;
  std::string prefix = "new-" + std::to_string(to_ms(wall_now())) + "-";
  std::string take() { return life_event(next++, prefix, wall_now(), cast); }
};

std::size_t all_taken_size(std::string_view come) {
  const auto whole = http_answer_size(come);
  if (come.substr(0, whole).find(R"("duplicates":0,"rejected":[])") == std::string_view::npos &&
      whole > 0)
    give_up("not all taken: " + std::string(come.substr(0, 400)));
  return whole;
}

Talk dealbell_talk(Events& events, const std::string& token, std::size_t events_per_request) {
  const auto put = [&events, token, events_per_request](std::string& out) {
    std::string body;
    for (std::size_t i = 0; i < events_per_request; ++i) body += events.take() + "\n";
    out +=
        "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
        "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
  };
  return {put, all_taken_size};
}

Talk redis_talk(Events& events) {
  const auto bulk = [](std::string_view text) {
    return "$" + std::to_string(text.size()) + "\r\n" + std::string(text) + "\r\n";
  };
  const auto put = [&events, bulk](std::string& out) {
    out += "*5\r\n" + bulk("XADD") + bulk("log") + bulk("*") + bulk("event") + bulk(events.take());
  };
  const auto answer_size = [](std::string_view come) -> std::size_t {  // "$15\r\n<id>\r\n"
    if (come.starts_with('-')) give_up("redis answered " + std::string(come));
    const auto first = come.find("\r\n");
    if (first == std::string_view::npos) return 0;
    const auto second = come.find("\r\n", first + 2);
    return second == std::string_view::npos ? 0 : second + 2;
  };
  return {put, answer_size};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) give_up("usage: ingest_bench DEALBELL [DIR] [EVENTS] [RUNS] [SECONDS]");
  const std::string dir = argc > 2 ? argv[2] : "ingest_bench.data";
  const auto held = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  const int runs = argc > 4 ? std::atoi(argv[4]) : 5;
  const std::chrono::seconds lasting{argc > 5 ? std::atoi(argv[5]) : 5};

  prefill(dir, held, cast);
  std::filesystem::create_directories(dir + "/redis");
  {
    const auto start = Clock::now();
    ChildProcess server({argv[1], "serve", "--data", dir, "--listen", "127.0.0.1:0"});
    const auto line = server.wait_for_line("listening on", 120s);
    std::printf("restart with %llu events: %.2f s (CPU %.2f s), resident memory %ld MB\n",
                static_cast<unsigned long long>(held),
                std::chrono::duration<double>(Clock::now() - start).count(), server.cpu_seconds(),
                server.resident_mb());
    std::fflush(stdout);
    const int port = std::atoi(line.c_str() + line.rfind(':') + 1);
    const auto token = first_line(dir + "/admin.token");
    const int redis_port = free_port();
    ChildProcess redis({"redis-server", "--port", std::to_string(redis_port), "--bind", "127.0.0.1",
                        "--dir", std::filesystem::absolute(dir + "/redis"), "--save", "",
                        "--appendonly", "yes", "--appendfsync", "always"});
    redis.wait_for_line("Ready to accept connections", 30s);

    Events events;
    Series single("single events, 64 in flight", server, port, 64, 1,
                  dealbell_talk(events, token, 1));
    Series batch("NDJSON of 500, 8 in flight", server, port, 8, batch_events,
                 dealbell_talk(events, token, batch_events));
    Series peer("redis XADD fsync always, 50 conns", redis, redis_port, 50, 1, redis_talk(events));
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
