#include "poster.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "http_answer.hpp"
#include "must.hpp"
#include "sockets.hpp"

namespace dealbell::bench {

Poster::Poster(Poll& poll, int port, std::uint32_t connections)
    : poll_(poll), port_(port), callers_(connections) {
  for (std::uint32_t i = 0; i < connections; ++i) idle_.push_back(i);
}

Poster::~Poster() {
  for (const auto& caller : callers_)
    if (caller.fd >= 0) ::close(caller.fd);
}

void Poster::post(std::uint64_t event, std::string_view request) {
  const auto which = idle_.front();
  idle_.pop_front();
  auto& caller = callers_[which];
  if (caller.fd < 0) {
    caller.fd = connected_to(port_);
    poll_.watch(caller.fd, EPOLLIN, *this, which);
  }
  caller.event = event;
  while (!request.empty()) {  // blocking: a request is smaller than an empty socket's buffer
    const auto size = ::send(caller.fd, request.data(), request.size(), MSG_NOSIGNAL);
    if (size <= 0) give_up("the server hung up while being posted event " + std::to_string(event));
    request.remove_prefix(static_cast<std::size_t>(size));
  }
}

void Poster::ready(std::uint32_t which, std::uint32_t) {
  auto& caller = callers_[which];
  std::array<char, 4096> bytes;
  const auto size = ::recv(caller.fd, bytes.data(), bytes.size(), 0);
  if (size <= 0 && caller.event != 0)
    give_up("the server hung up instead of answering event " + std::to_string(caller.event));
  if (size <= 0) {  // it was unused for long; the next event opens another
    ::close(std::exchange(caller.fd, -1));
    return;
  }
  caller.answer.append(bytes.data(), static_cast<std::size_t>(size));
  const auto whole = http_answer_size(caller.answer);
  if (whole == 0) return;
  idle_.push_back(which);
  const auto event = std::exchange(caller.event, 0);
  if (answered_) answered_(event, std::string_view(caller.answer).substr(0, whole));
  caller.answer.erase(0, whole);
}

}  // namespace dealbell::bench
