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

constexpr std::uint32_t at_once_max = 32;  // on their way in: less than any server's backlog
// Screens come from many addresses, and a server may limit what it takes of one.
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
              " screens were let in");
    while (!retries_.empty() && retries_.front().when <= now) {
      const auto who = retries_.front().who;
      retries_.pop_front();
      ask(who);
    }
    while (clients_.size() < size && waiting_ < at_once_max) {
      clients_.emplace_back();
      ++waiting_;
      ask(this->size() - 1);
    }
    poll_.turn(now + 5ms);
  }
}

void WebsocketCrowd::ask(std::uint32_t who) {
  auto& client = clients_[who];
  client.fd = begin_connect(port_, who / same_address_max);
  if (client.fd < 0) return ask_again_later(who, 200ms);
  client.state = Client::connecting;
  poll_.watch(client.fd, EPOLLOUT, *this, who);
}

void WebsocketCrowd::ask_again_later(std::uint32_t who, std::chrono::milliseconds wait) {
  auto& client = clients_[who];
  if (client.fd >= 0) ::close(client.fd);
  client = {};
  retries_.push_back({Clock::now() + wait, who});
}

void WebsocketCrowd::ready(std::uint32_t which, std::uint32_t) {
  auto& client = clients_[which];
  if (client.state == Client::connecting) {
    const auto size = ::send(client.fd, upgrade_.data(), upgrade_.size(), MSG_NOSIGNAL);
    if (size != static_cast<ssize_t>(upgrade_.size())) return ask_again_later(which, 200ms);
    client.state = Client::asked;
    return poll_.watch_for_other(client.fd, EPOLLIN, *this, which);
  }
  if (client.state == Client::out) return;
  const auto size = ::recv(client.fd, bytes_.data(), bytes_.size(), MSG_DONTWAIT);
  const auto at = Clock::now();
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) return hung_up(which);
  const std::string_view come(bytes_.data(), static_cast<std::size_t>(size));
  client.state == Client::in ? take(which, come, at) : take_answer(which, come, at);
}

void WebsocketCrowd::hung_up(std::uint32_t who) {
  auto& client = clients_[who];
  if (client.state != Client::in) return ask_again_later(who, 200ms);
  ::close(client.fd);
  client = {};
  ++lost_;
}

std::string WebsocketCrowd::lost_text() const {
  return std::to_string(lost_) + " were hung up on" +
         (close_code_ ? " with code " + std::to_string(close_code_) : "");
}

void WebsocketCrowd::take_answer(std::uint32_t who, std::string_view come, Clock::time_point at) {
  auto& client = clients_[who];
  client.answer += come;
  const auto head_end = client.answer.find("\r\n\r\n");
  if (head_end == std::string::npos) return;
  const auto status = std::atoi(client.answer.c_str() + sizeof "HTTP/1.1");
  if (status == 429 || status == 503) return ask_again_later(who, 500ms);
  if (status != 101) give_up("a screen was answered: " + client.answer.substr(0, 400));
  client.state = Client::in;
  --waiting_;
  const auto rest = std::exchange(client.answer, {}).substr(head_end + 4);
  take(who, rest, at);
}

void WebsocketCrowd::take(std::uint32_t who, std::string_view come, Clock::time_point at) {
  auto& reader = clients_[who].reader;
  while (const auto message = reader.next(come)) {
    if (message->kind == FrameReader::Message::close) {
      close_code_ = message->close_code;
      return hung_up(who);
    }
    if (message->kind == FrameReader::Message::data && hear_) hear_(who, *message, at);
  }
}

}  // namespace dealbell::bench
