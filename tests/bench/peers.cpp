#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "contestants.hpp"
#include "must.hpp"
#include "open_files.hpp"
#include "requests.hpp"
#include "sockets.hpp"

namespace dealbell::bench {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* nchan_module = "/usr/lib/nginx/modules/ngx_nchan_module.so";

// The path of a program, empty if it is not installed. On Debian, nginx is only in root's PATH.
std::string find_program(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(std::string(path ? path : "") + ":/usr/sbin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto file = folder + "/" + program; ::access(file.c_str(), X_OK) == 0) return file;
  return "";
}

std::nullopt_t skip(const char* name, const std::string& why) {
  std::printf("%s is skipped: %s\n", name, why.c_str());
  return std::nullopt;
}

// Event n as a message of `bytes`.
std::string padded(std::uint64_t n, std::size_t bytes) {
  auto text = R"({"seq":)" + std::to_string(n) + R"(,"text":")";
  constexpr std::string_view end = R"("})";
  if (text.size() + end.size() < bytes) text.append(bytes - text.size() - end.size(), 'x');
  return text.append(end);
}

RunningServer peer(const std::vector<std::string>& command, int port, std::size_t message_bytes) {
  RunningServer server;
  server.process = std::make_unique<ChildProcess>(command);
  server.port = port;
  server.upgrade = upgrade_request("/live", port, "");
  server.post = [message_bytes](std::uint64_t n) {
    return post_request("/post", "", padded(n, message_bytes));
  };
  return server;
}

std::string nginx_config(int port, int workers) {
  std::ostringstream text;
  text << "load_module " << nchan_module << ";\n"
       << (::geteuid() == 0 ? "user root;\n" : "")  // only this user can write to the folder
       << "worker_processes " << workers << ";\n"
       << "worker_rlimit_nofile " << open_files_max() << ";\n"
       << R"(daemon off;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 16000; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_body_buffer_size 128k;
  server {
    listen 127.0.0.1:)"
       << port << R"( backlog=4096;
    location = /post { nchan_publisher; nchan_channel_id wall; }
    location = /live { nchan_subscriber websocket; nchan_channel_id wall; }
  }
}
)";
  return text.str();
}

// nginx prints nothing when it is ready.
void wait_for_listener(int port) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!is_listening(port)) {
    if (std::chrono::steady_clock::now() > end) give_up("nginx does not listen");
    std::this_thread::sleep_for(10ms);
  }
}

}  // namespace

std::optional<Contestant> nchan_contestant(int workers) {
  const auto nginx = find_program("nginx");
  const auto name = "Nchan, " + std::to_string(workers) + (workers == 1 ? " worker" : " workers");
  if (nginx.empty() || !fs::exists(nchan_module))
    return skip(name.c_str(), "no nginx with nchan here (deploy/packages.sh bench)");
  return Contestant{name, [=](const std::string& dir, std::size_t message_bytes) {
                      fs::create_directories(dir);
                      const auto here = fs::absolute(dir).string() + "/";
                      const auto port = free_port();
                      std::ofstream(here + "nginx.conf") << nginx_config(port, workers);
                      auto server = peer({nginx, "-p", here, "-c", "nginx.conf", "-e", "stderr"},
                                         port, message_bytes);
                      wait_for_listener(port);
                      return server;
                    }};
}

std::optional<Contestant> ws_contestant(const std::string& web_static) {
  const auto node = find_program("node");
  if (node.empty()) return skip("ws", "no node here");
  if (!fs::exists(web_static + "/node_modules/ws"))
    return skip("ws", "it is not in " + web_static + " (npm ci there, or --web-static DIR)");
  const auto script = std::string(DEALBELL_SOURCE_DIR) + "/tests/bench/peers/ws_server.mjs";
  return Contestant{
      "node ws", [=](const std::string&, std::size_t message_bytes) {
        const auto port = free_port();
        auto server = peer({node, script, std::to_string(port), web_static}, port, message_bytes);
        server.process->wait_for_line("listening", 20s);
        return server;
      }};
}

std::optional<Contestant> bare_contestant() {
  const auto program = fs::read_symlink("/proc/self/exe").parent_path() / "bare_loop";
  if (!fs::exists(program)) return skip("bare loop", "it is not built beside this program");
  return Contestant{
      "bare loop", [=](const std::string&, std::size_t message_bytes) {
        const auto port = free_port();
        auto server = peer({program.string(), std::to_string(port)}, port, message_bytes);
        server.process->wait_for_line("listening", 10s);
        return server;
      }};
}

}  // namespace dealbell::bench
