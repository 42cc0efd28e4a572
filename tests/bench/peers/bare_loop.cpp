// The minimum a push server can do, as a peer of push_bench: one thread with epoll that writes
// every posted message, as one prepared WebSocket frame, to all connected screens. It understands
// only push_bench's HTTP requests and its one WebSocket key, stores nothing, and blocks on slow
// screens.
//   bare_loop PORT
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::string_view upgraded =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";  // of RFC 6455's example key
constexpr std::string_view posted = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

int listen_on(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(fd, 4096) != 0)
    std::exit(1);
  return fd;
}

std::string text_frame(std::string_view payload) {
  std::string frame = "\x81";
  const auto put = [&](int bytes) {
    for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(payload.size() >> (8 * i));
  };
  if (payload.size() < 126) {
    put(1);
  } else if (payload.size() < 65536) {
    frame += '\x7e';
    put(2);
  } else {
    frame += '\x7f';
    put(8);
  }
  return frame.append(payload);
}

class BareLoop {
 public:
  explicit BareLoop(int port) : epoll_(::epoll_create1(0)), listener_(listen_on(port)) {
    watch(listener_);
  }

  void run() {
    std::array<epoll_event, 64> ready;
    for (;;) {
      const int n = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
      for (int i = 0; i < n; ++i) {
        const int fd = ready[static_cast<std::size_t>(i)].data.fd;
        fd == listener_ ? accept() : read(fd);
      }
    }
  }

 private:
  void watch(int fd) {
    epoll_event readable{EPOLLIN, {.fd = fd}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &readable);
  }

  void accept() {
    const int fd = ::accept(listener_, nullptr, nullptr);
    if (fd < 0) return;
    const int yes = 1;
    const timeval longest{5, 0};
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    watch(fd);
    requests_[fd];
  }

  void disconnect(int fd) {
    std::erase(screens_, fd);
    requests_.erase(fd);
    ::close(fd);
  }

  void read(int fd) {
    std::array<char, 64 * 1024> bytes;
    const auto size = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (size <= 0) return disconnect(fd);
    const auto pending = requests_.find(fd);
    if (pending == requests_.end()) return;  // messages of screens are ignored
    auto& request = pending->second;
    request.append(bytes.data(), static_cast<std::size_t>(size));
    const auto head_end = request.find("\r\n\r\n");
    if (head_end == std::string::npos) return;
    if (request.starts_with("GET")) {
      requests_.erase(pending);
      screens_.push_back(fd);
      ::send(fd, upgraded.data(), upgraded.size(), MSG_NOSIGNAL);
      return;
    }
    constexpr std::string_view length = "Content-Length: ";
    const auto at = request.find(length);
    if (at == std::string::npos) return disconnect(fd);
    const auto body = std::strtoull(request.c_str() + at + length.size(), nullptr, 10);
    if (request.size() < head_end + 4 + body) return;
    publish(text_frame(std::string_view(request).substr(head_end + 4, body)));
    request.clear();
    ::send(fd, posted.data(), posted.size(), MSG_NOSIGNAL);
  }

  void publish(const std::string& frame) {
    for (const int fd : screens_) ::send(fd, frame.data(), frame.size(), MSG_NOSIGNAL);
  }

  int epoll_, listener_;
  std::vector<int> screens_;
  std::unordered_map<int, std::string> requests_;  // of the other connections, as far as received
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  BareLoop loop(std::atoi(argv[1]));
  std::puts("listening");
  std::fflush(stdout);
  loop.run();
}
