#include "support/net/raw_client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace dealbell::test {

RawClient::RawClient(std::uint16_t port, int receive_buffer_bytes)
    : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_buffer_bytes > 0)
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  const timeval timeout{10, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) close(socket_);
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      reset_ = reset_ || errno == ECONNRESET || errno == EPIPE;
      return;  // what the server sent before can still be read
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool RawClient::fill() {
  std::array<char, 64 * 1024> chunk;
  const auto got = recv(socket_, chunk.data(), chunk.size(), 0);
  if (got > 0) buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  reset_ = reset_ || (got < 0 && errno == ECONNRESET);
  timed_out_ = timed_out_ || (got < 0 && errno == EAGAIN);
  return got > 0;
}

std::string RawClient::read_until(std::string_view end) {
  while (buffer_.find(end) == buffer_.npos)
    if (!fill()) return std::exchange(buffer_, "");
  return read_exactly(buffer_.find(end) + end.size());
}

std::string RawClient::read_exactly(std::size_t size) {
  while (buffer_.size() < size)
    if (!fill()) return std::exchange(buffer_, "");
  auto out = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return out;
}

std::string RawClient::read_to_end() {
  while (fill()) {
  }
  return std::exchange(buffer_, "");
}

std::string RawClient::read_response(bool with_body) {
  auto response = read_until("\r\n\r\n");
  constexpr std::string_view name = "Content-Length: ";
  const auto at = response.find(name);
  if (with_body && at != response.npos)
    response += read_exactly(std::stoul(response.substr(at + name.size())));
  return response;
}

}  // namespace dealbell::test
