#include "durable_load.hpp"

#include <atomic>
#include <filesystem>

#include "http_response.hpp"
#include "must.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

const Staff staff;

Instant wall_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string unique_prefix() {
  static std::atomic<int> count = 0;
  return "new-" + std::to_string(to_ms(wall_now())) + "-" + std::to_string(++count) + "-";
}

std::string bulk(std::string_view text) {
  return "$" + std::to_string(text.size()) + "\r\n" + std::string(text) + "\r\n";
}

// "$15\r\n<id>\r\n"
std::size_t redis_reply_size(std::string_view received) {
  if (received.starts_with('-')) give_up("redis replied " + std::string(received));
  const auto first = received.find("\r\n");
  if (first == std::string_view::npos) return 0;
  const auto second = received.find("\r\n", first + 2);
  return second == std::string_view::npos ? 0 : second + 2;
}

}  // namespace

NewEvents::NewEvents() : prefix_(unique_prefix()) {}

std::string NewEvents::take() { return life_event(next_++, prefix_, wall_now(), staff); }

Protocol event_posts(NewEvents& events, std::size_t per_request, const std::string& token,
                     std::uint64_t& waiting) {
  const auto put = [&events, token, per_request](std::string& out) {
    std::string body;
    for (std::size_t i = 0; i < per_request; ++i) body += events.take() + "\n";
    out +=
        "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
        "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
  };
  const auto size = [&waiting](std::string_view received) {
    const auto whole = http_response_size(received);
    const auto response = received.substr(0, whole);
    const auto contains = [response](const char* text) {
      return response.find(text) != std::string_view::npos;
    };
    if (whole > 0 && !(contains(R"("duplicates":0,)") && contains(R"("rejected":[])")))
      give_up("not all accepted: " + std::string(response.substr(0, 400)));
    waiting += contains(R"("waiting":)");
    return whole;
  };
  return {put, size};
}

Protocol redis_appends(NewEvents& events) {
  const auto put = [&events](std::string& out) {
    out += "*5\r\n" + bulk("XADD") + bulk("log") + bulk("*") + bulk("event") + bulk(events.take());
  };
  return {put, redis_reply_size};
}

std::unique_ptr<ChildProcess> durable_redis(const std::string& dir, int port) {
  std::filesystem::create_directories(dir);
  auto redis = std::make_unique<ChildProcess>(
      std::vector<std::string>{"redis-server", "--port", std::to_string(port), "--bind",
                               "127.0.0.1", "--dir", std::filesystem::absolute(dir), "--save", "",
                               "--appendonly", "yes", "--appendfsync", "always"});
  redis->wait_for_line("Ready to accept connections", 30s);
  return redis;
}

}  // namespace dealbell::bench
