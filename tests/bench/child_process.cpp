#include "child_process.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <thread>

#include "must.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

std::string proc(pid_t pid, const std::string& file) {
  return "/proc/" + std::to_string(pid) + "/" + file;
}

// The process and those it has started.
std::vector<pid_t> family_of(pid_t pid) {
  std::vector<pid_t> all{pid};
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::ifstream file(proc(all[i], "task/" + std::to_string(all[i]) + "/children"));
    for (pid_t child; file >> child;) all.push_back(child);
  }
  return all;
}

double cpu_seconds_of(pid_t pid) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    give_up("no processor time of process " + std::to_string(pid));
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// The value of "Name:   123 kB".
long field_kb(const std::string& path, std::string_view name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(name)) return std::atol(line.c_str() + name.size());
  return 0;
}

}  // namespace

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
  if (pid_ > 0) {
    const auto family = family_of(pid_);
    ::kill(pid_, SIGTERM);
    int status = 0;
    if (!ended_within(20s, &status)) {
      for (const auto pid : family) ::kill(pid, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  ::close(output_);
}

bool ChildProcess::ended_within(std::chrono::milliseconds longest, int* status) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (::waitpid(pid_, status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  pid_ = -1;
  return true;
}

void ChildProcess::wait_for_success(std::chrono::seconds longest) {
  int status = 0;
  if (!ended_within(longest, &status)) give_up(name_ + " did not end in time");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) give_up(name_ + " failed");
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
  double sum = 0;
  for (const auto pid : family_of(pid_)) sum += cpu_seconds_of(pid);
  return sum;
}

int ChildProcess::open_files() const {
  const std::filesystem::directory_iterator files("/proc/" + std::to_string(pid_) + "/fd");
  return static_cast<int>(std::distance(begin(files), end(files)));
}

long ChildProcess::resident_mb() const { return field_kb(proc(pid_, "status"), "VmRSS:") / 1024; }

long ChildProcess::own_kb() const {
  long sum = 0;
  for (const auto pid : family_of(pid_)) {
    const auto sums = proc(pid, "smaps_rollup");
    sum += field_kb(sums, "Pss_Anon:") + field_kb(sums, "Pss_Shmem:");
  }
  return sum;
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
