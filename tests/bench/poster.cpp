#include "poster.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "http_response.hpp"
#include "must.hpp"
#include "sockets.hpp"

namespace dealbell::bench {

Poster::Poster(Poll& poll, int port, std::uint32_t connections)
    : poll_(poll), port_(port), connections_(connections) {
  for (std::uint32_t i = 0; i < connections; ++i) idle_.push_back(i);
}

Poster::~Poster() {
  for (const auto& connection : connections_)
    if (connection.fd >= 0) ::close(connection.fd);
}

void Poster::post(std::uint64_t event, std::string_view request) {
  const auto which = idle_.front();
  idle_.pop_front();
  auto& connection = connections_[which];
  if (connection.fd < 0) {
    connection.fd = connected_to(port_);
    poll_.watch(connection.fd, EPOLLIN, *this, which);
  }
  connection.event = event;
  while (!request.empty()) {  // blocking: a request is smaller than an empty socket's buffer
    const auto size = ::send(connection.fd, request.data(), request.size(), MSG_NOSIGNAL);
    if (size <= 0)
      give_up("the server closed the connection during the post of event " + std::to_string(event));
    request.remove_prefix(static_cast<std::size_t>(size));
  }
}

void Poster::on_event(std::uint32_t which, std::uint32_t) {
  auto& connection = connections_[which];
  std::array<char, 4096> bytes;
  const auto size = ::recv(connection.fd, bytes.data(), bytes.size(), 0);
  if (size <= 0 && connection.event != 0)
    give_up("the server closed the connection without a response to event " +
            std::to_string(connection.event));
  if (size <= 0) {  // closed after idling; the next event opens a new one
    ::close(std::exchange(connection.fd, -1));
    return;
  }
  connection.response.append(bytes.data(), static_cast<std::size_t>(size));
  const auto whole = http_response_size(connection.response);
  if (whole == 0) return;
  idle_.push_back(which);
  const auto event = std::exchange(connection.event, 0);
  if (on_response_) on_response_(event, std::string_view(connection.response).substr(0, whole));
  connection.response.erase(0, whole);
}

}  // namespace dealbell::bench
