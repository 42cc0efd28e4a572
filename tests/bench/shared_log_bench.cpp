// The throughput of a log shared by several nodes, compared with the same program with its own log
// and with Redis alone, in turns on one machine.
//   shared_log_bench DEALBELL [DIR] [RUNS] [SECONDS]
// DIR is created in the working directory, on the disk you care about, and removed afterwards.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "durable_load.hpp"
#include "http_response.hpp"
#include "must.hpp"
#include "text_file.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int in_flight = 64, peers_in_flight = 50;
constexpr std::size_t batch_events = 500;
constexpr int batches_in_flight = 6;

struct Node {
  std::unique_ptr<ChildProcess> process;
  int port = 0;
};

Node start(const std::string& dealbell, const std::string& dir, const std::string& settings) {
  std::filesystem::create_directories(dir);
  const auto file = dir + "/settings.json";
  std::ofstream(file) << "{\"data\": \"" << dir << "/data\", \"listen\": \"127.0.0.1:0\""
                      << settings << "}\n";
  Node node{
      std::make_unique<ChildProcess>(std::vector<std::string>{dealbell, "serve", "--config", file}),
      0};
  const auto line = node.process->wait_for_line("listening on", 60s);
  node.port = std::atoi(line.c_str() + line.rfind(':') + 1);
  return node;
}

std::string shared_settings(int redis_port, const std::string& org, int number) {
  return ", \"log\": \"redis\", \"redis\": {\"url\": \"redis://127.0.0.1:" +
         std::to_string(redis_port) + "\", \"org\": \"" + org + "\", \"node\": \"n" +
         std::to_string(number) + "\"}";
}

std::string get(int port, const std::string& path, const std::string& token) {
  std::string body;
  const Protocol once{[&](std::string& out) {
                        out += "GET " + path +
                               " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
                               "\r\n\r\n";
                      },
                      [&](std::string_view received) {
                        const auto size = http_response_size(received);
                        if (size > 0) body = received.substr(0, size);
                        return size;
                      }};
  run_load(port, 1, 0s, once);
  return body;
}

std::uint64_t number_after(const std::string& text, const std::string& key) {
  const auto at = text.find("\"" + key + "\":");
  if (at == std::string::npos) give_up("no " + key + " in " + text);
  return std::strtoull(text.c_str() + at + key.size() + 3, nullptr, 10);
}

struct Sum {
  double per_second = 0, p50_ms = 0, p99_ms = 0;
  std::uint64_t waiting = 0;
};

// Spreads the load over the nodes, with one load generator per node.
Sum run(const std::vector<Node>& nodes, const std::string& token, int connections,
        std::size_t per_request, std::chrono::seconds lasting) {
  std::vector<Outcome> outcomes(nodes.size());
  std::vector<std::uint64_t> waiting(nodes.size());
  std::vector<NewEvents> events(nodes.size());
  std::vector<std::thread> threads;
  const auto each = std::max(1, connections / static_cast<int>(nodes.size()));
  for (std::size_t i = 0; i < nodes.size(); ++i)
    threads.emplace_back([&, i] {
      outcomes[i] = run_load(nodes[i].port, each, lasting,
                             event_posts(events[i], per_request, token, waiting[i]));
    });
  for (auto& thread : threads) thread.join();
  Sum sum;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& o = outcomes[i];
    sum.per_second += static_cast<double>(o.requests * per_request) / o.seconds;
    sum.p50_ms = std::max(sum.p50_ms, o.p50_ms);
    sum.p99_ms = std::max(sum.p99_ms, o.p99_ms);
    sum.waiting += waiting[i];
  }
  return sum;
}

Sum run_peer(int port, std::chrono::seconds lasting) {
  NewEvents events;
  const auto o = run_load(port, peers_in_flight, lasting, redis_appends(events));
  return {static_cast<double>(o.requests) / o.seconds, o.p50_ms, o.p99_ms, 0};
}

void print(const char* name, std::vector<Sum> runs) {
  std::sort(runs.begin(), runs.end(),
            [](const Sum& a, const Sum& b) { return a.per_second < b.per_second; });
  const auto& middle = runs[runs.size() / 2];
  std::printf("%-44s %8.0f/s (%.0f to %.0f)  p50 %.1f ms  p99 %.1f ms  %llu answered by receipt\n",
              name, middle.per_second, runs.front().per_second, runs.back().per_second,
              middle.p50_ms, middle.p99_ms, static_cast<unsigned long long>(middle.waiting));
  std::fflush(stdout);
}

std::string state_of(const Node& node, const std::string& token) {
  return get(node.port, "/api/v1/redis", token);
}

// Waits until the node has the shared log up to `seq`, which includes the other nodes' tokens.
// `token` must be its own.
void wait_until_sharing(const Node& node, const std::string& token, std::uint64_t seq) {
  const auto since = Clock::now();
  for (;;) {
    const auto state = state_of(node, token);
    if (state.find("\"sharing\"") != std::string::npos && number_after(state, "seq") >= seq) return;
    if (Clock::now() - since > 60s) give_up("a node does not join");
    std::this_thread::sleep_for(20ms);
  }
}

// Measures from the start of a node that has the log up to `from` until it has it up to `newest`.
void print_catching_up(const char* how, const std::string& dealbell, const std::string& dir,
                       const std::string& settings, std::uint64_t from, std::uint64_t newest) {
  const auto began = Clock::now();
  const auto node = start(dealbell, dir, settings);
  const auto own_token = first_line(dir + "/data/admin.token");
  while (number_after(state_of(node, own_token), "seq") < newest) {
    if (Clock::now() - began > 600s) give_up("a node does not catch up");
    std::this_thread::sleep_for(20ms);
  }
  const auto took = std::chrono::duration<double>(Clock::now() - began).count();
  const auto read = newest - from;
  std::printf("%-44s %8.0f/s, %llu records in %.1f s with the node's start\n", how,
              static_cast<double>(read) / took, static_cast<unsigned long long>(read), took);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) give_up("usage: shared_log_bench DEALBELL [DIR] [RUNS] [SECONDS]");
  const std::string dealbell = argv[1];
  const std::string dir = std::filesystem::absolute(argc > 2 ? argv[2] : "shared_log_bench.data");
  const int runs = argc > 3 ? std::atoi(argv[3]) : 3;
  const std::chrono::seconds lasting{argc > 4 ? std::atoi(argv[4]) : 5};
  std::filesystem::create_directories(dir);

  const int redis_port = free_port();
  const auto redis = durable_redis(dir + "/redis", redis_port);
  const int peer_port = free_port();
  const auto peer = durable_redis(dir + "/peer", peer_port);

  std::vector<Node> own;
  own.push_back(start(dealbell, dir + "/own", ""));
  const auto own_token = first_line(dir + "/own/data/admin.token");
  std::vector<Node> nodes;
  std::vector<Sum> one_redis, one_own, one[3], many_own, many[3];
  std::string token;
  std::uint64_t late_seq = 0;
  for (int count = 1; count <= 3; ++count) {
    const auto name = "/n" + std::to_string(count);
    nodes.push_back(start(dealbell, dir + name, shared_settings(redis_port, "bench", count)));
    if (count == 1) token = first_line(dir + name + "/data/admin.token");
    const auto known = count == 1 ? 0 : number_after(state_of(nodes.front(), token), "seq");
    wait_until_sharing(nodes.back(), first_line(dir + name + "/data/admin.token"), known);
    if (count == 1) {
      // Registered with the log, which keeps the events that this node misses.
      const auto late = start(dealbell, dir + "/late", shared_settings(redis_port, "bench", 8));
      wait_until_sharing(late, first_line(dir + "/late/data/admin.token"), 1);
      late_seq = number_after(state_of(late, first_line(dir + "/late/data/admin.token")), "seq");
    }
    for (int i = 0; i < runs; ++i) {
      one_redis.push_back(run_peer(peer_port, lasting));
      one_own.push_back(run(own, own_token, in_flight, 1, lasting));
      one[count - 1].push_back(run(nodes, token, in_flight, 1, lasting));
      many_own.push_back(run(own, own_token, batches_in_flight, batch_events, lasting));
      many[count - 1].push_back(run(nodes, token, batches_in_flight, batch_events, lasting));
    }
  }
  print("Redis XADD, fsync always, 50 connections", one_redis);
  print("single events, 64 in flight: own log", one_own);
  print("  shared, 1 node", one[0]);
  print("  shared, 2 nodes", one[1]);
  print("  shared, 3 nodes", one[2]);
  print("NDJSON of 500, 6 in flight: own log", many_own);
  print("  shared, 1 node", many[0]);
  print("  shared, 2 nodes", many[1]);
  print("  shared, 3 nodes", many[2]);
  const auto newest = number_after(state_of(nodes.front(), token), "seq");
  print_catching_up("a node that was away, from the stream", dealbell, dir + "/late",
                    shared_settings(redis_port, "bench", 8), late_seq, newest);
  print_catching_up("a new node, from the stream or another's copy", dealbell, dir + "/new",
                    shared_settings(redis_port, "bench", 9), 0, newest);
  nodes.clear();
  own.clear();
  std::filesystem::remove_all(dir);
}
