// What a signature and a mapping cost: webhooks as HubSpot signs them, compared with native events
// of the same deals, in turns on one server.
//   hooks_bench DEALBELL [DIR] [RUNS] [SECONDS]
// DIR is created in the working directory, on the disk you care about, and removed afterwards.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/time.hpp"
#include "child_process.hpp"
#include "http_response.hpp"
#include "intake/signature/auth.hpp"
#include "must.hpp"
#include "requests.hpp"
#include "series.hpp"
#include "text_file.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::bench;
using namespace std::chrono_literals;

constexpr std::size_t batch_items = 100;  // HubSpot's maximum per delivery
const std::string secret = "0123456789abcdef0123456789abcdef";
const std::string public_url = "https://dash.example.com";

Instant wall_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Generates new changes of the amounts of a thousand deals.
struct Changes {
  std::uint64_t next = static_cast<std::uint64_t>(::getpid()) << 32;

  std::string hubspot() {
    const auto n = next++;
    return R"({"eventId":)" + std::to_string(n) +
           R"(,"subscriptionId":1,"portalId":2,"appId":3,"occurredAt":)" +
           std::to_string(to_ms(wall_now())) +
           R"(,"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":)" +
           std::to_string(n % 1'000) + R"(,"propertyName":"amount","propertyValue":")" +
           std::to_string(n % 100'000'000) + R"(","changeSource":"CRM"})";
  }
  std::string native() {
    const auto n = next++;
    return R"({"id":")" + std::to_string(n) + R"(","type":"deal","occurred_at":")" +
           format_instant(wall_now()) + R"(","deal":{"id":")" + std::to_string(n % 1'000) +
           R"(","amount":")" + std::to_string(n % 100'000'000) + R"("}})";
  }
};

// Gives up unless all `events` are accepted.
Protocol accepting(std::size_t events, std::function<void(std::string&)> put) {
  const auto expected = R"("accepted":)" + std::to_string(events) + ",";
  return {std::move(put), [expected](std::string_view received) {
            const auto whole = http_response_size(received);
            if (whole > 0 && received.substr(0, whole).find(expected) == std::string_view::npos)
              give_up("not all accepted: " + std::string(received.substr(0, 400)));
            return whole;
          }};
}

Protocol native(Changes& changes, const std::string& token, std::size_t events) {
  const auto headers =
      "Authorization: Bearer " + token + "\r\nContent-Type: application/x-ndjson\r\n";
  return accepting(events, [&changes, headers, events](std::string& out) {
    std::string body;
    for (std::size_t i = 0; i < events; ++i) body += changes.native() + "\n";
    out += post_request("/api/v1/events", headers, body);
  });
}

Protocol signed_hook(Changes& changes, std::size_t events) {
  intake::Auth auth;
  auth.scheme = "hubspot-v3";
  auth.public_url = public_url;
  auth.keys.push_back({secret, {}});
  return accepting(events, [&changes, auth, events](std::string& out) {
    intake::Delivery delivery;
    delivery.target = "/hooks/hubspot";
    delivery.body = "[";
    for (std::size_t i = 0; i < events; ++i) delivery.body += (i ? "," : "") + changes.hubspot();
    delivery.body += "]";
    must(intake::sign(auth, delivery, wall_now(), ""));
    std::string headers = "Content-Type: application/json\r\n";
    for (const auto& [name, value] : delivery.headers) headers += name + ": " + value + "\r\n";
    out += post_request(delivery.target, headers, delivery.body);
  });
}

std::string write_settings(const std::string& dir) {
  std::filesystem::create_directories(dir);
  const auto folder = std::filesystem::absolute(dir).string();
  std::ofstream(folder + "/hubspot.secret") << secret << "\n";
  std::ofstream(folder + "/config.json")
      << R"({"public_url":")" << public_url
      << R"(","sources":[{"id":"hubspot","auth":{"scheme":"hubspot-v3","secrets":[{"file":")"
      << folder << R"(/hubspot.secret"}]}}]})";
  return folder + "/config.json";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) give_up("usage: hooks_bench DEALBELL [DIR] [RUNS] [SECONDS]");
  const std::string dir = argc > 2 ? argv[2] : "hooks_bench.data";
  const int runs = argc > 3 ? std::atoi(argv[3]) : 5;
  const std::chrono::seconds lasting{argc > 4 ? std::atoi(argv[4]) : 5};

  const auto settings = write_settings(dir);
  {
    ChildProcess server({argv[1], "serve", "--config", settings, "--data", dir + "/data",
                         "--listen", "127.0.0.1:0"});
    const auto line = server.wait_for_line("listening on", 30s);
    const int port = std::atoi(line.c_str() + line.rfind(':') + 1);
    const auto token = first_line(dir + "/data/admin.token");
    Changes changes;
    Series native_one("native, single, 64 in flight", server, port, 64, 1,
                      native(changes, token, 1));
    Series hook_one("signed webhooks, single, 64 in flight", server, port, 64, 1,
                    signed_hook(changes, 1));
    Series native_many("native NDJSON of 100, 8 in flight", server, port, 8, batch_items,
                       native(changes, token, batch_items));
    Series hook_many("signed batches of 100, 8 in flight", server, port, 8, batch_items,
                     signed_hook(changes, batch_items));
    for (int i = 0; i < runs; ++i)
      for (auto* series : {&native_one, &hook_one, &native_many, &hook_many}) series->run(lasting);
    const auto one = native_one.print();
    std::printf("signed / native, single: %.2f\n", hook_one.print() / one);
    const auto many = native_many.print();
    std::printf("signed / native, of 100: %.2f\n", hook_many.print() / many);
    std::printf("resident memory at the end: %ld MB\n", server.resident_mb());
  }
  std::filesystem::remove_all(dir);
}
