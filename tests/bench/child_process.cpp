#include "child_process.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "must.hpp"

namespace dealbell::bench {

ChildProcess::ChildProcess(const std::vector<std::string>& command) : name_(command.front()) {
  int ends[2];
  if (::pipe(ends) != 0) give_up("no pipe");
  pid_ = ::fork();
  if (pid_ < 0) give_up("no fork");
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // an interrupted benchmark leaves nothing running
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

ChildProcess::~ChildProcess() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  ::close(output_);
}

std::string ChildProcess::wait_for_line(std::string_view text, std::chrono::seconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  for (;;) {
    for (std::size_t stop; (stop = unread_.find('\n')) != std::string::npos;) {
      const auto line = unread_.substr(0, stop);
      unread_.erase(0, stop + 1);
      if (line.find(text) != std::string::npos) return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd readable{output_, POLLIN, 0};
    char bytes[4096];
    if (left.count() <= 0 || ::poll(&readable, 1, static_cast<int>(left.count())) == 0)
      give_up(name_ + " did not say \"" + std::string(text) + "\" in time");
    const auto size = ::read(output_, bytes, sizeof bytes);
    if (size <= 0) give_up(name_ + " ended before it said \"" + std::string(text) + "\"");
    unread_.append(bytes, static_cast<std::size_t>(size));
  }
}

double ChildProcess::cpu_seconds() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;  // up to and with cmajflt: see proc(5)
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

long ChildProcess::resident_mb() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6) / 1024;
  return 0;
}

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd, generic, size) != 0 || ::getsockname(fd, generic, &size) != 0)
    give_up("no free port");
  ::close(fd);
  return ntohs(address.sin_port);
}

}  // namespace dealbell::bench
