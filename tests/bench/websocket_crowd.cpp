#include "websocket_crowd.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "must.hpp"
#include "sockets.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t at_once_max = 32;  // connecting: fewer than any server's backlog
// Screens use many addresses, because a server may limit the connections of one.
constexpr std::uint32_t same_address_max = 500;
constexpr std::size_t bytes_max = 64 * 1024;

}  // namespace

WebsocketCrowd::WebsocketCrowd(Poll& poll, int port, std::string upgrade)
    : poll_(poll), port_(port), upgrade_(std::move(upgrade)), bytes_(bytes_max) {}

WebsocketCrowd::~WebsocketCrowd() {
  for (const auto& client : clients_)
    if (client.fd >= 0) ::close(client.fd);
}

void WebsocketCrowd::grow_to(std::uint32_t size, std::chrono::seconds within) {
  const auto end = Clock::now() + within;
  clients_.reserve(size);
  while (clients_.size() < size || waiting_ > 0) {
    const auto now = Clock::now();
    if (now > end)
      give_up("only " + std::to_string(clients_.size() - waiting_) + " of " + std::to_string(size) +
              " screens were accepted");
    while (!retries_.empty() && retries_.front().when <= now) {
      const auto which = retries_.front().client;
      retries_.pop_front();
      start_connect(which);
    }
    while (clients_.size() < size && waiting_ < at_once_max) {
      clients_.emplace_back();
      ++waiting_;
      start_connect(this->size() - 1);
    }
    poll_.run_once(now + 5ms);
  }
}

void WebsocketCrowd::start_connect(std::uint32_t which) {
  auto& client = clients_[which];
  client.fd = begin_connect(port_, which / same_address_max);
  if (client.fd < 0) return retry_later(which, 200ms);
  client.state = Client::connecting;
  poll_.watch(client.fd, EPOLLOUT, *this, which);
}

void WebsocketCrowd::retry_later(std::uint32_t which, std::chrono::milliseconds wait) {
  auto& client = clients_[which];
  if (client.fd >= 0) ::close(client.fd);
  client = {};
  retries_.push_back({Clock::now() + wait, which});
}

void WebsocketCrowd::on_event(std::uint32_t which, std::uint32_t) {
  auto& client = clients_[which];
  if (client.state == Client::connecting) {
    const auto size = ::send(client.fd, upgrade_.data(), upgrade_.size(), MSG_NOSIGNAL);
    if (size != static_cast<ssize_t>(upgrade_.size())) return retry_later(which, 200ms);
    client.state = Client::upgrading;
    return poll_.change_events(client.fd, EPOLLIN, *this, which);
  }
  if (client.state == Client::closed) return;
  const auto size = ::recv(client.fd, bytes_.data(), bytes_.size(), MSG_DONTWAIT);
  const auto at = Clock::now();
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) return on_close(which);
  const std::string_view received(bytes_.data(), static_cast<std::size_t>(size));
  client.state == Client::open ? read_frames(which, received, at)
                               : read_response(which, received, at);
}

void WebsocketCrowd::on_close(std::uint32_t which) {
  auto& client = clients_[which];
  if (client.state != Client::open) return retry_later(which, 200ms);
  ::close(client.fd);
  client = {};
  ++lost_;
}

std::string WebsocketCrowd::lost_text() const {
  return std::to_string(lost_) + " were closed by the server" +
         (close_code_ ? " with code " + std::to_string(close_code_) : "");
}

void WebsocketCrowd::read_response(std::uint32_t which, std::string_view received,
                                   Clock::time_point at) {
  auto& client = clients_[which];
  client.response += received;
  const auto head_end = client.response.find("\r\n\r\n");
  if (head_end == std::string::npos) return;
  const auto status = std::atoi(client.response.c_str() + sizeof "HTTP/1.1");
  if (status == 429 || status == 503) return retry_later(which, 500ms);
  if (status != 101)
    give_up("unexpected response to an upgrade: " + client.response.substr(0, 400));
  client.state = Client::open;
  --waiting_;
  const auto rest = std::exchange(client.response, {}).substr(head_end + 4);
  read_frames(which, rest, at);
}

void WebsocketCrowd::read_frames(std::uint32_t which, std::string_view received,
                                 Clock::time_point at) {
  auto& reader = clients_[which].reader;
  while (const auto message = reader.next(received)) {
    if (message->kind == FrameReader::Message::close) {
      close_code_ = message->close_code;
      return on_close(which);
    }
    if (message->kind == FrameReader::Message::data && on_message_)
      on_message_(which, *message, at);
  }
}

}  // namespace dealbell::bench
