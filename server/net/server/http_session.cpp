#include "net/server/http_session.hpp"

#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/ascii.hpp"
#include "io/clock.hpp"
#include "net/as_result.hpp"
#include "net/http/exchange.hpp"
#include "net/http/gunzip.hpp"
#include "net/http/problem.hpp"
#include "net/http/response_head.hpp"
#include "net/http/uri.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using namespace std::chrono_literals;
namespace {

constexpr std::size_t read_bytes = 16 * 1024;
// What the parser may need to see at once: a whole header, trailer or chunk line. Without a bound,
// a chunk line that never ends would fill the memory.
constexpr std::size_t buffer_max_bytes = 64 * 1024;
constexpr std::size_t idle_bytes = 512;  // the buffer of a connection that sends nothing
// What a client may still send after a response that closes the connection. We read and drop it,
// because a reset would destroy the response before the client reads it. Enough for a client that
// sends its whole 60 MB file first.
constexpr std::size_t linger_max_bytes = 64 << 20;
constexpr auto linger_for = 2s;

using Parser = http::request_parser<http::string_body>;

Request head_of(const Parser& parser, const std::string& remote) {
  Request request;
  const auto& message = parser.get();
  request.target = message.target();
  request.remote = remote;
  request.http_1_0 = message.version() < 11;
  for (const auto& field : message)
    request.headers.emplace_back(ascii_lower(field.name_string()), field.value());
  if (const auto host = host_of_target(request.target))
    for (auto& [name, value] : request.headers)
      if (name == "host") value = *host;
  return request;
}

// Any Transfer-Encoding announces a body, even one whose end we cannot find.
bool has_body(const Parser& parser) {
  return parser.get().count(http::field::transfer_encoding) > 0 ||
         parser.content_length().value_or(0) > 0;
}

Error too_large(const RouteOptions& options) {
  return error(Errc::too_large,
               "The body may have at most " + std::to_string(options.body_max_bytes) + " bytes");
}

// Reads and drops what the peer still sends, until it closes or a limit is reached.
asio::awaitable<void> linger(beast::tcp_stream& stream) {
  beast::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream.expires_after(linger_for);
  std::array<char, read_bytes> scratch;
  for (std::size_t total = 0; total < linger_max_bytes;) {
    const auto [ec, size] = co_await stream.async_read_some(asio::buffer(scratch), as_result);
    if (ec) break;
    total += size;
  }
}

asio::awaitable<bool> write_response(beast::tcp_stream& stream, const Response& response,
                                     const HeadOptions& options, bool with_body) {
  const auto head = response_head(response, options);
  const bool body = with_body && response.body && may_have_body(response.status);
  const std::array<asio::const_buffer, 2> bytes = {
      asio::buffer(head), body ? asio::buffer(*response.body) : asio::const_buffer()};
  const auto [ec, size] = co_await asio::async_write(stream, bytes, as_result);
  co_return !ec;
}

}  // namespace

class HttpSession {
 public:
  HttpSession(tcp::socket socket, const ServerContext& context, HttpSessions& sessions,
              const LiveHub& hub)
      : stream_(std::move(socket)), context_(context), sessions_(sessions), hub_(hub) {
    beast::error_code ec;
    const auto peer = stream_.socket().remote_endpoint(ec);
    if (!ec) remote_ = peer.address().to_string();
    sessions_.sessions_.insert(this);
  }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;
  ~HttpSession() { sessions_.sessions_.erase(this); }

  // Serves requests until the connection ends, or returns the request that makes it a live one.
  asio::awaitable<std::optional<LiveRequest>> run();
  tcp::socket release() { return stream_.release_socket(); }

  void abort() { stream_.close(); }
  void drain() {
    if (idle_) stream_.close();
  }

 private:
  enum class Next { again, close, live };

  asio::awaitable<bool> first_bytes(bool first_request);
  asio::awaitable<Next> one_request();
  Dispatch dispatch(std::string_view method, bool has_more);
  asio::awaitable<Response> receive_and_run(Parser& parser, const Route& route);
  asio::awaitable<Result<>> read_body(Parser& parser, const RouteOptions& options);
  asio::awaitable<Next> send(const Response& response, bool with_body, bool keep_alive);
  asio::awaitable<Next> refuse_header(beast::error_code ec);

  beast::tcp_stream stream_;
  const ServerContext& context_;
  HttpSessions& sessions_;
  const LiveHub& hub_;
  std::string remote_;
  beast::flat_buffer buffer_{buffer_max_bytes};
  Request request_;
  std::string host_;  // of the current request; the handler gets the rest of it
  std::optional<LiveRequest> live_;
  bool idle_ = false;
  bool body_unread_ = false;  // so that no other request can be read
  bool handled_ = false;      // the current request has reached its handler
  bool upgrade_refused_ = false;
};

asio::awaitable<std::optional<LiveRequest>> HttpSession::run() {
  for (bool first = true; co_await first_bytes(first); first = false) {
    const auto next = co_await one_request();
    if (next == Next::live) co_return std::move(live_);
    if (next == Next::close) {
      co_await linger(stream_);
      break;
    }
  }
  co_return std::nullopt;
}

asio::awaitable<bool> HttpSession::first_bytes(bool first_request) {
  if (buffer_.size() > 0) co_return true;  // of a pipelined request
  const auto& limits = context_.options.http;
  if (sessions_.draining()) co_return false;
  buffer_ = beast::flat_buffer(buffer_max_bytes);  // an idle connection has no read buffer
  stream_.expires_after(first_request ? limits.header_within : limits.idle_for);
  idle_ = true;
  const auto [ec, size] = co_await stream_.async_read_some(buffer_.prepare(idle_bytes), as_result);
  idle_ = false;
  buffer_.commit(size);
  buffer_.reserve(read_bytes);
  co_return !ec;
}

asio::awaitable<HttpSession::Next> HttpSession::one_request() {
  const auto& limits = context_.options.http;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_max_bytes));
  parser.body_limit(boost::none);  // set when the route is known
  stream_.expires_after(limits.header_within);
  const auto [ec, size] = co_await http::async_read_header(stream_, buffer_, parser, as_result);
  if (ec) co_return co_await refuse_header(ec);

  request_ = head_of(parser, remote_);
  host_ = request_.header("host").value_or("");
  const std::string method(parser.get().method_string());
  body_unread_ = has_body(parser);
  const bool sends_body = body_unread_;
  handled_ = upgrade_refused_ = false;
  auto todo = dispatch(method, body_unread_ || buffer_.size() > 0);
  if (todo.kind == Dispatch::live) co_return Next::live;
  if (todo.kind == Dispatch::run) todo.response = co_await receive_and_run(parser, *todo.route);
  if (!todo.admission.set_cookie.empty())
    todo.response.headers.emplace_back("Set-Cookie", std::move(todo.admission.set_cookie));
  if (sends_body && !handled_ && context_.options.refused)
    context_.options.refused(request_, todo.response);
  const bool keep_alive = parser.get().keep_alive() && !body_unread_ && !upgrade_refused_;
  co_return co_await send(todo.response, method != "HEAD", keep_alive);
}

Dispatch HttpSession::dispatch(std::string_view method, bool has_more) {
  auto todo = dispatch_for(context_, request_, method);
  if (todo.kind != Dispatch::live) return todo;
  upgrade_refused_ = true;
  const auto answer = [](Response response) {
    return Dispatch{.kind = Dispatch::answer, .response = std::move(response)};
  };
  if (has_more) return answer(problem(error(Errc::bad_request, "An upgrade request has no body")));
  if (!context_.limiter.admit(std::chrono::steady_clock::now()))
    return answer(
        http_problem(503, "too_many", "Too many connections at once: try again in a moment"));
  auto slot = context_.limiter.acquire(client_address(request_));
  if (todo.form == Form::event_stream) {
    if (!hub_.may_have(request_.query[context_.options.live.channel_parameter]))
      return answer(problem(error(Errc::not_found, "There is no board with this id")));
    if (!slot)
      return answer(http_problem(429, "too_many", "Too many connections from this address"));
  }
  live_.emplace(
      LiveRequest{std::move(request_), todo.form, std::move(slot), std::move(todo.admission)});
  return todo;
}

asio::awaitable<Response> HttpSession::receive_and_run(Parser& parser, const Route& route) {
  if (body_unread_) {
    const auto read = co_await read_body(parser, route.options);
    if (!read) co_return problem(read.error());
    body_unread_ = false;
    request_.body = std::move(parser.get().body());
  }
  const auto coding = ascii_lower(request_.header("content-encoding").value_or("identity"));
  if (coding != "identity") {
    if (route.options.raw)
      co_return problem(error(Errc::unsupported_media, "Send the body without Content-Encoding"));
    if (coding != "gzip" && coding != "x-gzip")
      co_return problem(
          error(Errc::unsupported_media, "The only supported Content-Encoding is gzip"));
    auto plain = gunzip(request_.body, route.options.body_max_bytes);
    if (!plain) co_return problem(plain.error());
    request_.body = std::move(*plain);
  }
  handled_ = true;
  co_return co_await answer_within_timeout(route, std::move(request_));
}

asio::awaitable<Result<>> HttpSession::read_body(Parser& parser, const RouteOptions& options) {
  if (parser.content_length().value_or(0) > options.body_max_bytes) co_return too_large(options);
  parser.body_limit(options.body_max_bytes);
  stream_.expires_after(options.timeout);
  const bool expects_interim = beast::iequals(parser.get()[http::field::expect], "100-continue");
  if (expects_interim && parser.get().version() >= 11) {
    constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(interim), as_result);
  }
  const auto [ec, size] = co_await http::async_read(stream_, buffer_, parser, as_result);
  if (!ec) co_return Result<>{};
  if (ec == http::error::body_limit) co_return too_large(options);
  co_return error(Errc::bad_request, "The body is incomplete: " + ec.message());
}

asio::awaitable<HttpSession::Next> HttpSession::send(const Response& response, bool with_body,
                                                     bool keep_alive) {
  keep_alive = keep_alive && !sessions_.draining();
  const HeadOptions options{keep_alive, host_, io::now(), false, context_.options.public_host};
  stream_.expires_after(context_.options.http.write_within);
  const bool sent = co_await write_response(stream_, response, options, with_body);
  co_return sent&& keep_alive ? Next::again : Next::close;
}

asio::awaitable<HttpSession::Next> HttpSession::refuse_header(beast::error_code ec) {
  const bool too_long = ec == http::error::header_limit || ec == http::error::buffer_overflow;
  const bool not_http = ec.category() == make_error_code(http::error::end_of_stream).category();
  const bool disconnected = ec == http::error::end_of_stream || ec == http::error::partial_message;
  if (disconnected || !not_http) co_return Next::close;
  host_.clear();  // the header is incomplete
  const auto response =
      too_long ? http_problem(431, "header_too_large", "The header is too long")
               : problem(error(Errc::bad_request, "Malformed HTTP request: " + ec.message()));
  co_return co_await send(response, true, false);
}

asio::awaitable<void> serve_connection(tcp::socket socket, const ServerContext& context,
                                       HttpSessions& sessions, LiveHub& hub, Presence presence) {
  HttpSession session(std::move(socket), context, sessions, hub);
  auto live = co_await session.run();
  if (live) LiveConnection::open(session.release(), std::move(*live), hub, std::move(presence));
}

asio::awaitable<void> refuse_connection(tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  stream.expires_after(linger_for);
  auto response = http_problem(503, "too_many", "Too many connections: try again in a moment");
  const HeadOptions options{false, "localhost", io::now()};
  if (co_await write_response(stream, response, options, true)) co_await linger(stream);
}

void HttpSessions::drain() {
  draining_ = true;
  for (auto* session : sessions_) session->drain();
}

void HttpSessions::abort_all() {
  for (auto* session : sessions_) session->abort();
}

}  // namespace dealbell::net
