#include "io/tcp_progress.hpp"

// Not <netinet/tcp.h>: its tcp_info ends before the fields we read.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace dealbell::io {

TcpProgress tcp_progress(int descriptor) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return {};
  return {info.tcpi_bytes_acked, info.tcpi_unacked > 0 || info.tcpi_notsent_bytes > 0};
}

void limit_unsent(int descriptor, int bytes) {
  setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}

}  // namespace dealbell::io
