// How fast one thread appends durably to a ledger with a million events, per batch size, and how
// long opening it takes. Run it on the disk you care about:
//   ledger_bench [DIR] [ROWS]      DIR is created in the working directory and removed afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "store/ledger.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::store;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// A deal event of ordinary size: about 330 bytes.
Record deal_event(std::uint64_t n) {
  const auto number = std::to_string(n);
  return {"hubspot", "evt-" + number, from_ms(1'795'400'000'000 + static_cast<std::int64_t>(n)),
          R"({"id":"evt-)" + number +
              R"(","type":"deal","occurred_at":"2026-11-23T09:30:00Z","deal":{"id":"D-)" + number +
              R"(","title":"Acme renewal","amount":"12500.00","currency":"EUR","stage":"proposal",)"
              R"("status":"open","owner":"ana","pipeline":"new-business","product":"gtx",)"
              R"("region":"west","lead_source":"webinar","customer":"acme","kind":"new",)"
              R"("created_at":"2026-10-01T08:00:00Z"}})"};
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "ledger_bench: %s\n", result.error().message.c_str());
  std::exit(1);
}

struct Run {
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

Run append_new(Ledger& ledger, std::uint64_t& next, std::uint64_t events,
               std::uint64_t batch_size) {
  std::vector<double> commits;
  double total = 0;
  for (std::uint64_t done = 0; done < events; done += batch_size) {
    std::vector<Record> batch;
    for (std::uint64_t i = 0; i < batch_size; ++i) batch.push_back(deal_event(next++));
    const auto start = Clock::now();
    must(ledger.append(batch));
    commits.push_back(seconds_since(start) * 1e3);
    total += commits.back();
  }
  std::sort(commits.begin(), commits.end());
  return {static_cast<double>(commits.size() * batch_size) / total * 1e3,
          commits[commits.size() / 2], commits[commits.size() * 99 / 100], commits.back()};
}

void print(const char* what, const Run& run) {
  std::printf("%-34s %9.0f events/s   commit p50 %6.2f  p99 %6.2f  max %6.2f ms\n", what,
              run.per_second, run.p50_ms, run.p99_ms, run.max_ms);
  std::fflush(stdout);
}

double duplicates_per_second(Ledger& ledger, std::uint64_t known) {
  std::vector<Record> batch;
  for (std::uint64_t i = 0; i < 50'000; ++i) batch.push_back(deal_event(i * 7919 % known));
  const auto start = Clock::now();
  must(ledger.append(batch));
  return static_cast<double>(batch.size()) / seconds_since(start);
}

long resident_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string dir = argc > 1 ? argv[1] : "ledger_bench.data";
  const std::uint64_t rows = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  if (std::filesystem::exists(dir)) {
    std::fprintf(stderr, "ledger_bench: %s exists; give it a directory of its own\n", dir.c_str());
    return 2;
  }
  std::uint64_t next = 0;
  {
    auto ledger = must(Ledger::open(dir));
    print("filling, batches of 500", append_new(ledger, next, rows, 500));
    print("then batches of 500", append_new(ledger, next, 200'000, 500));
    print("then batches of 64", append_new(ledger, next, 100'000, 64));
    print("then one at a time", append_new(ledger, next, 5'000, 1));
    std::printf("%-34s %9.0f events/s\n", "duplicates in one batch",
                duplicates_per_second(ledger, next));
  }
  const auto start = Clock::now();
  auto ledger = must(Ledger::open(dir));
  std::printf("open with %llu events: %.2f s, resident memory %ld MB\n",
              static_cast<unsigned long long>(ledger.last_seq()), seconds_since(start),
              resident_kb() / 1024);
  std::filesystem::remove_all(dir);
}
