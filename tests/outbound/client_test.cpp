#include "outbound/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "support/outbound/scripted_server.hpp"

namespace dealbell::outbound {
namespace {

using namespace std::chrono_literals;
using test::response;
using test::ScriptedServer;
using testing::HasSubstr;
using Reach = AddressRules::Reach;

ClientOptions with_private() {
  ClientOptions options;
  options.addresses.reach = Reach::internet_and_private;
  return options;
}

ScriptedServer::Script always(const std::string& answer) {
  return [answer](const std::string&) { return answer; };
}
ScriptedServer::Script never() {
  return [](const std::string&) { return std::nullopt; };
}

TEST(OutboundClient, TheRequestIsSentByteForByte) {
  ScriptedServer server(always(response("ok")));
  Client client(with_private());
  Request request{"POST",
                  server.url("/a/../b%7e|{c}?x=[1]&y=%2f&z=\"'"),
                  {{"x-signature", "v1=AbC; t=1"}, {"X-Empty", ""}, {"content-type", "a/b"}},
                  std::string("\0\r\n\xff", 4)};

  const auto answer = client.send(request);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(server.requests().front(),
            "POST /a/../b%7e|{c}?x=[1]&y=%2f&z=\"' HTTP/1.1\r\nHost: 127.0.0.1:" +
                std::to_string(server.port()) +
                "\r\nx-signature: v1=AbC; t=1\r\nX-Empty:\r\ncontent-type: a/b\r\n"
                "Content-Length: 4\r\n\r\n" +
                std::string("\0\r\n\xff", 4));
}

// libcurl would ask for permission before it sends a body of more than 1 MiB.
TEST(OutboundClient, ALargeBodyIsSentWithoutExpect) {
  ScriptedServer server(always(response("ok")));
  Client client(with_private());
  const std::string body(3 << 20, 'x');

  const auto answer = client.send({"PUT", server.url(), {}, body});

  ASSERT_TRUE(answer) << answer.error().message;
  const auto request = server.requests().front();
  EXPECT_TRUE(request.ends_with("\r\nContent-Length: 3145728\r\n\r\n" + body));
  EXPECT_TRUE(request.starts_with("PUT / HTTP/1.1\r\n"));
  EXPECT_EQ(request.find("Expect"), request.npos);
}

TEST(OutboundClient, EveryMethodIsSentAsGiven) {
  ScriptedServer server([](const std::string& request) {
    return request.starts_with("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                                       : response("ok");
  });
  Client client(with_private());

  for (const std::string method : {"GET", "HEAD", "DELETE", "PATCH"})
    ASSERT_TRUE(client.send({method, server.url()})) << method;
  ASSERT_TRUE(client.send({"POST", server.url()}));

  const auto host = "Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n";
  EXPECT_THAT(server.requests(),
              testing::ElementsAre(
                  "GET / HTTP/1.1\r\n" + host + "\r\n", "HEAD / HTTP/1.1\r\n" + host + "\r\n",
                  "DELETE / HTTP/1.1\r\n" + host + "\r\n", "PATCH / HTTP/1.1\r\n" + host + "\r\n",
                  "POST / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"));
  EXPECT_EQ(server.connections(), 1);
}

TEST(OutboundClient, TheResponseHasStatusHeadersAndBody) {
  ScriptedServer server(
      always("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n"
             "HTTP/1.1 404 Not Found\r\nETag:  \"a\" \r\nContent-Length: 2\r\n\r\nno"));
  Client client(with_private());

  const auto answer = client.send({"GET", server.url()});

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(answer->header("etag"), "\"a\"");
  EXPECT_EQ(answer->header("x-interim"), std::nullopt);
  EXPECT_EQ(answer->body, "no");
}

TEST(OutboundClient, HeadersThatChangeTheRequestAreErrors) {
  Client client(with_private());

  for (const auto& [name, value] :
       Headers{{"X-A", "1\r\nX-B: 2"}, {"X A", "1"}, {"", "1"}, {"content-length", "5"}})
    EXPECT_EQ(client.send({"GET", "http://127.0.0.1/", {{name, value}}}).error().code, Errc::usage)
        << name;
  EXPECT_EQ(client.send({"GET /x", "http://127.0.0.1/"}).error().code, Errc::usage);
}

TEST(OutboundClient, AServerThatDoesNotAnswerIsGivenUp) {
  ScriptedServer server(never());
  Client client(with_private());
  Request request{"GET", server.url()};
  request.timeout = 100ms;

  const auto answer = client.send(request);

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, Errc::io);
  EXPECT_EQ(answer.error().message,
            "http://127.0.0.1:" + std::to_string(server.port()) + " did not answer within 100 ms");
}

TEST(OutboundClient, AResponseAboveTheLimitIsAnError) {
  ScriptedServer server(always(response(std::string(2000, 'x'))));
  auto options = with_private();
  options.response_max_bytes = 1000;
  Client client(std::move(options));

  EXPECT_EQ(client.send({"GET", server.url()}).error().code, Errc::too_large);
}

TEST(OutboundClient, ARefusedAddressIsNotConnectedTo) {
  ScriptedServer server(always(response("ok")));
  Client client;

  const auto answer = client.send({"GET", server.url()});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, Errc::forbidden);
  EXPECT_THAT(answer.error().message, HasSubstr("127.0.0.1 is an address of this machine"));
  EXPECT_EQ(server.connections(), 0);
}

// The address counts, not the name.
TEST(OutboundClient, ANameThatResolvesToARefusedAddressIsRefused) {
  ScriptedServer server(always(response("ok")));
  Client client;
  const auto url = "http://localhost:" + std::to_string(server.port()) + "/";

  EXPECT_EQ(client.send({"GET", url}).error().code, Errc::forbidden);
  EXPECT_EQ(server.connections(), 0);
}

TEST(OutboundClient, AClosedPortIsRefused) {
  ScriptedServer server(always(response("ok")));
  auto options = with_private();
  options.addresses.closed_ports = {server.port()};
  Client client(std::move(options));

  EXPECT_EQ(client.send({"GET", server.url()}).error().code, Errc::forbidden);
  EXPECT_EQ(server.connections(), 0);
}

TEST(OutboundClient, ARedirectIsReturnedAndNotFollowed) {
  ScriptedServer other(always(response("secret")));
  ScriptedServer server(
      always("HTTP/1.1 302 Found\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"));
  Client client(with_private());

  const auto answer = client.send({"GET", server.url()});

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("location"), other.url());
  EXPECT_EQ(other.connections(), 0);
}

TEST(OutboundClient, ARedirectThatMayBeFollowedIsCheckedAgain) {
  ScriptedServer other(always(response("secret")));
  ScriptedServer server(
      always("HTTP/1.1 302 Found\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"));
  auto options = with_private();
  options.redirects_max = 1;
  options.addresses.closed_ports = {other.port()};
  Client checked(options);
  options.addresses.closed_ports.clear();
  Client unchecked(options);

  EXPECT_EQ(checked.send({"GET", server.url()}).error().code, Errc::forbidden);
  EXPECT_EQ(other.connections(), 0);
  EXPECT_EQ(unchecked.send({"GET", server.url()})->body, "secret");
}

TEST(OutboundClient, AConnectionIsKeptAndReplacedWhenTheServerHasClosedIt) {
  int answers = 0;
  ScriptedServer server([&](const std::string&) { return response(std::to_string(++answers)); });
  ScriptedServer closing(always(response("bye", "Connection: close\r\n")));
  // Closes without an answer when a connection is used a second time.
  std::mutex mutex;
  bool used = false;
  ScriptedServer forgetful([&](const std::string&) {
    const std::lock_guard lock(mutex);
    used = !used;
    return used ? response("ok") : std::string();
  });
  Client client(with_private());

  for (int i = 1; i <= 3; ++i)
    EXPECT_EQ(client.send({"GET", server.url()})->body, std::to_string(i));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.send({"GET", closing.url()})->body, "bye");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.send({"POST", forgetful.url()})->body, "ok");

  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(closing.connections(), 3);
  EXPECT_EQ(forgetful.connections(), 3);
  EXPECT_EQ(forgetful.requests().size(), 5u);
}

TEST(OutboundClient, FailuresAreSentences) {
  int free_port = 0;
  {
    const ScriptedServer closed(never());
    free_port = closed.port();
  }
  ScriptedServer silent(always(""));
  ScriptedServer garbage(always("SSH-2.0-OpenSSH\r\nConnection: close\r\n"));
  Client client(with_private());
  const auto message = [&](const std::string& url) {
    return client.send({"GET", url}).error().message;
  };
  const auto at = "http://127.0.0.1:";

  EXPECT_EQ(message(at + std::to_string(free_port)),
            "cannot connect to " + (at + std::to_string(free_port)) + ": Connection refused");
  EXPECT_EQ(message(silent.url()),
            at + std::to_string(silent.port()) + " closed the connection without a response");
  EXPECT_THAT(message(garbage.url()), HasSubstr("is not HTTP: "));
  EXPECT_EQ(message("http://no-such-host.invalid/"),
            "cannot find the host of http://no-such-host.invalid");
}

TEST(OutboundClient, ACertificateThatIsNotTrustedIsAnError) {
  const test::Certificate certificate("IP:127.0.0.1");
  ScriptedServer server(always(response("ok")), &certificate);
  Client client(with_private());

  const auto answer = client.send({"GET", server.url()});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, Errc::io);
  EXPECT_THAT(answer.error().message, HasSubstr("the certificate of https://127.0.0.1:"));
  EXPECT_THAT(answer.error().message, HasSubstr(" is not valid: self"));
  EXPECT_TRUE(server.requests().empty());
}

TEST(OutboundClient, ATrustedCertificateMustBeForTheHost) {
  const test::Certificate right("IP:127.0.0.1"), wrong("DNS:other.example");
  ScriptedServer server(always(response("ok")), &right), other(always(response("ok")), &wrong);
  auto options = with_private();
  options.ca_file = right.file();
  Client client(options);
  options.ca_file = wrong.file();
  Client misled(options);

  const auto answer = client.send({"GET", server.url()});
  const auto refused = misled.send({"GET", other.url()});

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "ok");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("is not valid: "));
  EXPECT_TRUE(other.requests().empty());
}

// A proxy of the environment would get tokens and hide the address from the rules.
TEST(OutboundClient, ProxiesOfTheEnvironmentAreIgnored) {
  ScriptedServer proxy(always(response("proxy"))), server(always(response("ok")));
  for (const auto* name : {"http_proxy", "all_proxy"}) ::setenv(name, proxy.url().c_str(), 1);
  Client client(with_private());

  const auto answer = client.send({"GET", server.url()});
  for (const auto* name : {"http_proxy", "all_proxy"}) ::unsetenv(name);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "ok");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(OutboundClient, ClientsOnSeveralThreadsAreIndependent) {
  ScriptedServer server(always(response("ok")));
  std::vector<std::thread> threads;
  std::atomic<int> good{0};

  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      Client client(with_private());
      for (int n = 0; n < 20; ++n) {
        const auto answer = client.send({"GET", server.url()});
        good += answer && answer->body == "ok";
      }
    });
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(good, 160);
}

}  // namespace
}  // namespace dealbell::outbound
