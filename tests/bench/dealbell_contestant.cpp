#include <filesystem>
#include <fstream>

#include "base/time.hpp"
#include "contestants.hpp"
#include "office_events.hpp"
#include "requests.hpp"
#include "text_file.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

const Staff ten{10};

Instant wall_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

RunningServer start(const std::string& binary, const std::string& config, std::uint64_t deals,
                    const std::string& dir) {
  std::filesystem::create_directories(dir);
  const auto org = dir + "/org.json", data = dir + "/data";
  std::ofstream(org) << R"({"currency":"EUR","zone":"Europe/Berlin"})";
  ChildProcess({binary, "org", "apply", org, "--data", data}).wait_for_success(30s);

  std::vector<std::string> command{binary, "serve", "--data", data, "--listen", "127.0.0.1:0"};
  if (!config.empty()) command.insert(command.end(), {"--config", config});
  RunningServer server;
  server.process = std::make_unique<ChildProcess>(command);
  const auto line = server.process->wait_for_line("listening on", 60s);
  server.port = std::atoi(line.c_str() + line.rfind(':') + 1);
  const auto bearer = "Authorization: Bearer " + first_line(data + "/admin.token") + "\r\n";
  server.upgrade = upgrade_request("/live?board=wall", server.port,
                                   bearer + "Sec-WebSocket-Protocol: dealbell.v1\r\n");
  server.post = [bearer, deals](std::uint64_t n) {
    return post_request("/api/v1/events", bearer + "Content-Type: application/json\r\n",
                        win_of(n, n % deals, "w", wall_now(), ten));
  };
  server.cumulative = true;
  server.sends_state_on_connect = true;
  return server;
}

}  // namespace

Contestant dealbell_contestant(const std::string& binary, const std::string& config,
                               std::uint64_t deals) {
  return {"Dealbell",
          [=](const std::string& dir, std::size_t) { return start(binary, config, deals, dir); }};
}

}  // namespace dealbell::bench
