#include "io/tcp_limits.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace dealbell::io {

void limit_unsent(int descriptor, int bytes) {
  setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}

void limit_silence(int descriptor, std::chrono::milliseconds longest) {
  const auto ms = static_cast<unsigned>(longest.count());
  setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &ms, sizeof ms);
}

}  // namespace dealbell::io
