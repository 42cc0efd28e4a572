#include <gtest/gtest.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "net/http/gunzip.hpp"
#include "support/net/http_request.hpp"
#include "support/net/raw_client.hpp"
#include "support/net/running_server.hpp"

namespace dealbell::net {
namespace {

using namespace std::chrono_literals;
using test::RawClient;

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }
#define EXPECT_HAS(text, part) EXPECT_TRUE(has(text, part)) << (text)

class HttpTest : public testing::Test {
 protected:
  void SetUp() override {
    auto echo = [](const Request& request) {
      return text_response(200, "text/plain", request.body);
    };
    auto hello = [](const Request& request) {
      const auto name = request.params.find("name");
      return text_response(200, "text/plain",
                           "hello " + (name == request.params.end() ? "you" : name->second));
    };
    running.options.routes = {
        {Method::post, "/echo", test::answer(echo), {.body_max_bytes = 1000}},
        {Method::put, "/echo", test::answer(echo), {}},
        {Method::get, "/hello", test::answer(hello), {}},
        {Method::get, "/hello/{name}", test::answer(hello), {}},
        {Method::post, "/open", test::answer(echo), {.open = true}},
    };
  }
  RawClient client() { return RawClient(running.port()); }
  std::string send(std::string_view bytes) {
    auto raw = client();
    raw.send(bytes);
    return raw.read_response();
  }
  // Sends a request and expects a response and then the end of the connection, not a reset.
  std::string send_last(std::string_view bytes) {
    auto raw = client();
    raw.send(bytes);
    auto response = raw.read_to_end();
    EXPECT_FALSE(raw.closed_by_reset());
    EXPECT_FALSE(raw.timed_out());
    return response;
  }

  test::RunningServer running;
};

TEST_F(HttpTest, OneConnectionServesManyRequests) {
  running.start();
  auto raw = client();

  for (int i = 0; i < 3; ++i) {
    raw.send("GET /hello/ana%20b HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto response = raw.read_response();
    EXPECT_HAS(response, "HTTP/1.1 200 OK\r\n");
    EXPECT_HAS(response, "\r\n\r\nhello ana b");
  }
}

TEST_F(HttpTest, PipelinedRequestsAreAnsweredInOrder) {
  running.start();
  auto raw = client();

  raw.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\ntwo");

  EXPECT_HAS(raw.read_response(), "\r\n\r\none");
  EXPECT_HAS(raw.read_response(), "\r\n\r\ntwo");
}

TEST_F(HttpTest, AConnectionIsClosedIfTheClientAsksForIt) {
  running.start();

  const auto response = send_last("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  EXPECT_HAS(response, "Connection: close\r\n");
  EXPECT_HAS(response, "hello you");
}

TEST_F(HttpTest, HeadIsGetWithoutTheBody) {
  running.start();
  auto raw = client();

  raw.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(raw.read_response(false), "Content-Length: 9\r\n");
  EXPECT_HAS(raw.read_response(), "HTTP/1.1 200 OK");
}

TEST_F(HttpTest, AnUnsupportedMethodGetsTheSupportedOnes) {
  running.start();

  const auto response = send("PATCH /echo HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(response, "HTTP/1.1 405 ");
  EXPECT_HAS(response, "Allow: POST, PUT, OPTIONS\r\n");
  EXPECT_HAS(response, "\"code\":\"method_not_allowed\"");
}

TEST_F(HttpTest, OptionsListsTheMethods) {
  running.start();

  const auto response = send("OPTIONS /hello HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(response, "HTTP/1.1 204 ");
  EXPECT_HAS(response, "Allow: GET, HEAD, OPTIONS\r\n");
}

TEST_F(HttpTest, AnUnknownPathIsAProblemDocument) {
  running.start();

  const auto response = send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(response, "HTTP/1.1 404 ");
  EXPECT_HAS(response, "Content-Type: application/problem+json\r\n");
}

TEST_F(HttpTest, GarbageGets400AndTheConnectionIsClosed) {
  running.start();

  EXPECT_HAS(send_last("\x16\x03\x01 what is this\r\n\r\n"), "HTTP/1.1 400 ");
  EXPECT_HAS(send("GET /hello HTTP/1.1\r\n\r\n"), "HTTP/1.1 400 ");
}

TEST_F(HttpTest, ConflictingLengthsGet400) {
  running.start();

  EXPECT_HAS(send_last("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
             "HTTP/1.1 400 ");
  EXPECT_HAS(send_last("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                       "Content-Length: 4\r\n\r\nabcd"),
             "HTTP/1.1 400 ");
}

// RFC 9112 §6.3. What follows the header is never read as the next request.
TEST_F(HttpTest, ABodyWhoseEndIsUnclearIsRefusedAndTheConnectionClosed) {
  running.start();
  const std::pair<std::string, std::string> table[] = {
      {"Transfer-Encoding: identity\r\nContent-Length: 3", "400"},
      {"Content-Length: 3\r\nTransfer-Encoding: xchunked", "400"},
      {"Transfer-Encoding: gzip", "400"},
      {"Transfer-Encoding:", "400"},
      {"Transfer-Encoding: chunked, gzip", "400"},
      {"Transfer-Encoding: gzip, chunked", "501"},
      {"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "501"},
  };
  for (const auto& [framing, status] : table) {
    const auto response = send_last("POST /echo HTTP/1.1\r\nHost: x\r\n" + framing +
                                    "\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(response.starts_with("HTTP/1.1 " + status + " ")) << framing << "\n" << response;
    EXPECT_HAS(response, "Connection: close\r\n");
    EXPECT_FALSE(has(response, "hello you")) << framing;
  }
  EXPECT_HAS(send_last("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
             "HTTP/1.1 400 ");
}

TEST_F(HttpTest, NamesOfCodingsHaveNoCase) {
  running.start();
  const auto zipped = gzip("plain");

  EXPECT_HAS(send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
                  "3\r\nabc\r\n0\r\n\r\n"),
             "\r\n\r\nabc");
  EXPECT_HAS(send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: Identity\r\n"
                  "Content-Length: 3\r\n\r\nabc"),
             "\r\n\r\nabc");
  EXPECT_HAS(send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: x-gzip\r\nContent-Length: " +
                  std::to_string(zipped.size()) + "\r\n\r\n" + zipped),
             "\r\n\r\nplain");
}

TEST_F(HttpTest, Http10NeedsNoHost) {
  running.options.allowed_hosts = {"localhost"};
  running.start();

  EXPECT_HAS(send_last("GET /hello HTTP/1.0\r\n\r\n"), "HTTP/1.1 200 ");
  EXPECT_HAS(send("GET /hello HTTP/1.1\r\n\r\n"), "HTTP/1.1 400 ");
  EXPECT_HAS(send_last("GET /hello HTTP/1.0\r\nHost: evil.example\r\n\r\n"), "HTTP/1.1 421 ");
}

TEST_F(HttpTest, AHeaderAboveTheLimitGets431) {
  running.start();

  const auto response = send_last(
      "GET /hello HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20000, 'a') + "\r\n\r\n");

  EXPECT_HAS(response, "HTTP/1.1 431 ");
}

TEST_F(HttpTest, AHeaderThatDoesNotEndIsNotWaitedFor) {
  running.options.http.header_within = 30ms;
  running.start();
  auto raw = client();

  raw.send("GET /hello HTTP/1.1\r\nHost: x\r\n");

  raw.read_to_end();
  EXPECT_FALSE(raw.timed_out());
}

TEST_F(HttpTest, AnIdleConnectionIsClosed) {
  running.options.http.idle_for = 30ms;
  running.start();
  auto raw = client();
  raw.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  raw.read_response();

  EXPECT_EQ(raw.read_to_end(), "");
  EXPECT_FALSE(raw.timed_out());
}

TEST_F(HttpTest, AnotherHostGets421) {
  running.options.allowed_hosts = {"localhost"};
  running.start();

  EXPECT_HAS(send("GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "HTTP/1.1 421 ");
  EXPECT_HAS(send("GET /hello HTTP/1.1\r\nHost: localhost:80\r\n\r\n"), "HTTP/1.1 200 ");
}

TEST_F(HttpTest, AContentLengthAboveTheLimitGets413WithoutReadingTheBody) {
  running.start();

  const auto response =
      send_last("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60000000\r\n\r\n" +
                std::string(20'000'000, 'a'));

  EXPECT_HAS(response, "HTTP/1.1 413 ");
  EXPECT_HAS(response, "Connection: close\r\n");
}

TEST_F(HttpTest, AChunkedBodyIsReadAndLimited) {
  running.start();
  const std::string head = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  EXPECT_HAS(send(head + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "\r\n\r\nabcde");
  EXPECT_HAS(send_last(head + "7d0\r\n" + std::string(2000, 'a') + "\r\n0\r\n\r\n"), " 413 ");
}

TEST_F(HttpTest, AClientThatWaitsForContinueGetsIt) {
  running.start();
  auto raw = client();

  raw.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(raw.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  raw.send("ok");

  EXPECT_HAS(raw.read_response(), "\r\n\r\nok");
}

TEST_F(HttpTest, AClientThatWaitsForContinueGets413BeforeItSends) {
  running.start();
  auto raw = client();

  raw.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n");

  EXPECT_TRUE(raw.read_response().starts_with("HTTP/1.1 413 "));
}

TEST_F(HttpTest, AGzipBodyIsDecompressedForTheHandler) {
  running.start();

  const auto response = test::http_request(running.port(), "POST", "/echo",
                                           {{"Content-Encoding", "gzip"}}, gzip("hello"));

  EXPECT_EQ(response.body, "hello");
}

TEST_F(HttpTest, AGzipBombGets413AndOtherCodingsGet415) {
  running.start();

  const auto post = [&](std::string coding, std::string body) {
    return test::http_request(running.port(), "POST", "/echo", {{"Content-Encoding", coding}}, body)
        .status;
  };

  EXPECT_EQ(post("gzip", gzip(std::string(100'000, 'a'))), 413);
  EXPECT_EQ(post("gzip", "not gzip"), 400);
  EXPECT_EQ(post("br", "hello"), 415);
}

TEST_F(HttpTest, TheGuardDecidesBeforeTheBodyIsRead) {
  running.options.guard = [](const Request& head) -> Result<Admission> {
    if (head.header("authorization") == "Bearer yes") return Admission{};
    return error(Errc::unauthorized, "A token is required");
  };
  running.start();

  EXPECT_HAS(send_last("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc"),
             " 401 ");
  EXPECT_HAS(send("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer yes\r\n"
                  "Content-Length: 3\r\n\r\nabc"),
             "\r\n\r\nabc");
  EXPECT_HAS(send("POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"), "\r\n\r\nabc");
}

TEST_F(HttpTest, TheGuardMaySetACookie) {
  running.options.guard = [](const Request&) -> Result<Admission> {
    return Admission{nullptr, "session=new"};
  };
  running.start();

  EXPECT_HAS(send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"),
             "Set-Cookie: session=new\r\n");
  const auto open = send("POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_FALSE(has(open, "Set-Cookie")) << open;
}

TEST_F(HttpTest, AHandlerThatThrowsGives500AndTheConnectionStaysOpen) {
  auto raise = [](const Request&) -> Response { throw std::runtime_error("bug"); };
  running.options.routes.push_back({Method::get, "/raise", test::answer(raise), {}});
  running.start();
  auto raw = client();

  raw.send("GET /raise HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(raw.read_response(), "HTTP/1.1 500 ");
  EXPECT_HAS(raw.read_response(), "HTTP/1.1 200 ");
}

TEST_F(HttpTest, ASlowHandlerGives503AndStopDoesNotWaitForIt) {
  auto hang = [](const Request&) -> boost::asio::awaitable<Response> {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 1h);
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return Response();
  };
  running.options.routes.push_back({Method::get, "/hang", hang, {.timeout = 0s}});
  running.options.routes.push_back({Method::get, "/hang/long", hang, {}});
  running.start();
  auto raw = client();
  raw.send("GET /hang/long HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(send("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 503 ");
  const auto before = std::chrono::steady_clock::now();
  running.server().stop(10ms);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
}

TEST_F(HttpTest, AConnectionTooManyGets503) {
  running.options.connections_max = 1;
  running.start();
  auto first = client();
  first.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_response();

  const auto response = send_last("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");

  EXPECT_HAS(response, "HTTP/1.1 503 ");
  EXPECT_HAS(response, "Retry-After: 1\r\n");
}

TEST_F(HttpTest, StopClosesIdleConnectionsAndLetsARequestFinish) {
  running.start();
  std::optional<RawClient> busy(client());
  auto idle = client();
  idle.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.read_response();
  busy->send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  busy->read_until("\r\n\r\n");

  std::thread stopper([&] { running.server().stop(10s); });
  EXPECT_EQ(idle.read_to_end(), "");
  busy->send("ok");

  EXPECT_HAS(busy->read_to_end(), "\r\n\r\nok");
  busy.reset();
  stopper.join();
}

TEST_F(HttpTest, APortInUseIsAnErrorWithSeveralShardsToo) {
  running.options.shards = 2;
  running.start();
  ServerOptions second;
  second.port = running.port();
  second.shards = 2;

  const auto started = Server::start(std::move(second));

  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Errc::io);
}

// Browsers leave them as they are, and so do many senders of webhooks.
TEST_F(HttpTest, ATargetMayContainCharactersThatRfc3986DoesNotAllow) {
  running.start();

  const auto response =
      test::http_request(running.port(), "GET", "/hello/a|b^c?x[y]={z}&q=\"'`\\<>");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "hello a|b^c");
}

}  // namespace
}  // namespace dealbell::net
