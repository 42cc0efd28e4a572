#include "net/client.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cerrno>
#include <cstring>

#include "base/ascii.hpp"

namespace dealbell::net {
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
namespace {

constexpr std::size_t answer_max_bytes = 64 << 20;

Error io_error(const std::string& what, int code) {
  return error(Errc::io, what + ": " + std::strerror(code));
}

// Waits until the socket can be read or written; false when the time is over.
bool wait_for(int socket, short events, Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd entry{socket, events, 0};
    const int ready = poll(&entry, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // the next call on the socket says what is wrong
  }
}

struct Address {
  std::string host, port, target;
};

Result<Address> parse_url(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme))
    return error(Errc::usage, "an address starts with http://, unlike " + std::string(url));
  url.remove_prefix(scheme.size());
  const auto slash = url.find('/');
  const auto authority = url.substr(0, slash);
  Address address;
  address.target = slash == url.npos ? "/" : std::string(url.substr(slash));
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
  address.host = authority.substr(0, colon);
  address.port = colon == authority.npos ? "80" : std::string(authority.substr(colon + 1));
  if (address.host.empty()) return error(Errc::usage, "an address has a host");
  return address;
}

}  // namespace

std::optional<std::string_view> ClientResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return std::nullopt;
}

Result<HttpClient> HttpClient::to(std::string_view base_url) {
  auto address = parse_url(base_url);
  if (!address) return address.error();
  return HttpClient(std::move(address->host), std::move(address->port));
}

HttpClient::HttpClient(HttpClient&& other) noexcept
    : host_(std::move(other.host_)),
      port_(std::move(other.port_)),
      socket_(std::exchange(other.socket_, -1)) {}

HttpClient::~HttpClient() { close(); }

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

Result<> HttpClient::connect(Deadline deadline) {
  auto name = host_;
  if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(name.c_str(), port_.c_str(), &hints, &found); code != 0)
    return error(Errc::io, "cannot find " + host_ + ": " + gai_strerror(code));
  int reason = ECONNREFUSED;
  for (const auto* at = found; at && socket_ < 0; at = at->ai_next) {
    const int s = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int failed = ::connect(s, at->ai_addr, at->ai_addrlen) == 0 ? 0 : errno;
    if (failed == EINPROGRESS) {
      socklen_t size = sizeof failed;
      failed = ETIMEDOUT;
      if (wait_for(s, POLLOUT, deadline)) getsockopt(s, SOL_SOCKET, SO_ERROR, &failed, &size);
    }
    if (failed == 0) {
      socket_ = s;
    } else {
      reason = failed;
      ::close(s);
    }
  }
  freeaddrinfo(found);
  if (socket_ < 0) return io_error("cannot connect to " + host_ + ":" + port_, reason);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return {};
}

Result<> HttpClient::send_all(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    else if (errno != EAGAIN && errno != EINTR)
      return io_error("the connection broke while sending", errno);
    else if (!wait_for(socket_, POLLOUT, deadline))
      return error(Errc::io, "the server does not take the request in time");
  }
  return {};
}

Result<ClientResponse> HttpClient::receive(bool head_only, Deadline deadline, bool& silent) {
  http::response_parser<http::string_body> parser;
  parser.body_limit(answer_max_bytes);
  parser.skip(head_only);
  parser.eager(true);
  std::string bytes;
  std::array<char, 64 * 1024> chunk;
  boost::system::error_code ec;
  while (!parser.is_done()) {
    if (!wait_for(socket_, POLLIN, deadline)) return error(Errc::io, "no answer in time");
    const auto got = recv(socket_, chunk.data(), chunk.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got < 0) return io_error("the connection broke before the answer", errno);
    if (got == 0) {
      if (!silent) parser.put_eof(ec);  // which takes nothing at all for a whole answer
      if (silent || ec || !parser.is_done())
        return error(Errc::io, "the server closed without an answer");
      break;
    }
    silent = false;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    for (std::size_t used = 1; used > 0 && !bytes.empty() && !parser.is_done();) {
      used = parser.put(boost::asio::buffer(bytes), ec);
      bytes.erase(0, used);
      if (ec == http::error::need_more) break;
      if (ec) return error(Errc::io, "the answer is not HTTP: " + ec.message());
    }
    const bool interim = parser.is_done() && parser.get().result_int() == 100;
    if (interim) return error(Errc::io, "the server sent 100 without being asked");
  }
  ClientResponse response;
  auto& message = parser.get();
  response.status = static_cast<int>(message.result_int());
  for (const auto& field : message)
    response.headers.emplace_back(ascii_lower(field.name_string()), field.value());
  response.body = std::move(message.body());
  if (!parser.keep_alive()) close();
  return response;
}

Result<ClientResponse> HttpClient::request(std::string_view method, std::string_view target,
                                           const ClientHeaders& headers, std::string_view body,
                                           std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  std::string text;
  text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: ");
  text.append(host_).append(":").append(port_).append("\r\n");
  for (const auto& [name, value] : headers) text.append(name + ": " + value + "\r\n");
  if (!body.empty() || method == "POST" || method == "PUT")
    text.append("Content-Length: " + std::to_string(body.size()) + "\r\n");
  text.append("\r\n").append(body);

  for (;;) {
    const bool kept = socket_ >= 0;
    if (!kept)
      if (auto connected = connect(deadline); !connected) return connected.error();
    const auto sent = send_all(text, deadline);
    bool silent = true;
    // Read even when sending broke: a server that refuses a large body answers before it is sent.
    auto response = receive(method == "HEAD", deadline, silent);
    if (response) {
      if (!sent) close();
      return response;
    }
    close();
    if (kept && silent && Clock::now() < deadline) continue;
    return sent ? response : Result<ClientResponse>(sent.error());
  }
}

Result<ClientResponse> http_request(std::string_view url, std::string_view method,
                                    const ClientHeaders& headers, std::string_view body,
                                    std::chrono::milliseconds timeout) {
  auto address = parse_url(url);
  if (!address) return address.error();
  auto client = HttpClient::to(url);
  if (!client) return client.error();
  return client->request(method, address->target, headers, body, timeout);
}

}  // namespace dealbell::net
