#include "sockets.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "must.hpp"

namespace dealbell::bench {
namespace {

// -1 if the connection is refused.
int connect_with(int port, int type, std::uint32_t nth_address = 0) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | type, 0);
  if (fd < 0) give_up("no more sockets: ulimit -n");
  const int yes = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in own{};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + nth_address);
  // connect() picks the port, so that each pair of addresses can use all ports.
  ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
  if (::bind(fd, reinterpret_cast<sockaddr*>(&own), sizeof own) != 0) give_up("no more addresses");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 &&
      errno != EINPROGRESS) {
    ::close(fd);
    return -1;
  }
  return fd;
}

}  // namespace

int begin_connect(int port, std::uint32_t nth_address) {
  return connect_with(port, SOCK_NONBLOCK, nth_address);
}

int connected_to(int port) {
  const int fd = connect_with(port, 0);
  if (fd < 0) give_up("cannot connect to port " + std::to_string(port));
  return fd;
}

bool is_listening(int port) {
  const int fd = connect_with(port, 0);
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

}  // namespace dealbell::bench
