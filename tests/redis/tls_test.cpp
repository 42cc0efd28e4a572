#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "redis/connection.hpp"
#include "support/redis/on_loop.hpp"
#include "support/redis/redis_server.hpp"

namespace dealbell::redis {
namespace {

using namespace std::chrono_literals;
using test::RedisServer;
using testing::HasSubstr;
namespace asio = boost::asio;

// redis-server with a self-signed certificate for `names`.
class TlsServer {
 public:
  explicit TlsServer(const std::string& names) {
    const auto made = std::system(
        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
         "-subj /CN=redis -addext subjectAltName=" +
         names + " -keyout " + dir_.path() + "/key.pem -out " + certificate() + " 2>" +
         dir_.path() + "/openssl.log")
            .c_str());
    if (made != 0) throw std::runtime_error("openssl could not make a certificate");
    server_ = std::make_unique<RedisServer>(RedisServer::Arguments{
        "--tls-port", std::to_string(port_), "--tls-cert-file", certificate(), "--tls-key-file",
        dir_.path() + "/key.pem", "--tls-ca-cert-file", certificate(), "--tls-auth-clients", "no"});
  }
  std::string certificate() const { return dir_.path() + "/certificate.pem"; }
  std::string url() const { return "rediss://127.0.0.1:" + std::to_string(port_); }

 private:
  test::ScratchDir dir_;
  int port_ = test::free_port();
  std::unique_ptr<RedisServer> server_;
};

Result<std::string> echo(const std::string& text) {
  asio::io_context loop;
  const auto url = parse_url(text).value();
  auto opened = test::run(
      loop, Connection::open(loop.get_executor(), url.hosts.front(), url.tls, Greeting{}, 5s));
  if (!opened) return opened.error();
  const std::string large(300'000, 'x');  // many records
  auto replies = test::run(loop, (*opened)->call({{"ECHO", large}, {"ECHO", "hello"}}, 5s));
  if (!replies) return replies.error();
  EXPECT_EQ(replies->at(0).text, large);
  return as_text(replies->at(1));
}

#define SKIP_WITHOUT_TLS() \
  SKIP_WITHOUT_REDIS();    \
  if (test::find_program("openssl").empty()) GTEST_SKIP() << "SKIPPED: no openssl program"

TEST(Tls, ATrustedCertificateIsAccepted) {
  SKIP_WITHOUT_TLS();
  const TlsServer server("IP:127.0.0.1");
  const auto echoed = echo(server.url() + "?ca=" + server.certificate());
  ASSERT_TRUE(echoed) << echoed.error().message;
  EXPECT_EQ(*echoed, "hello");
}

TEST(Tls, AnUntrustedCertificateIsRefusedUnlessVerifyIsNo) {
  SKIP_WITHOUT_TLS();
  const TlsServer server("IP:127.0.0.1");
  const auto refused = echo(server.url());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("certificate verify failed"));
  EXPECT_TRUE(echo(server.url() + "?verify=no"));
}

TEST(Tls, ACertificateOfAnotherHostIsRefused) {
  SKIP_WITHOUT_TLS();
  const TlsServer server("DNS:elsewhere.example,IP:127.0.0.2");
  const auto refused = echo(server.url() + "?ca=" + server.certificate());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("certificate verify failed"));
}

TEST(Tls, APortWithoutTlsIsSuggestedAsTheReason) {
  SKIP_WITHOUT_REDIS();
  RedisServer server;
  asio::io_context loop;
  const auto url = parse_url("rediss://" + to_string(server.endpoint())).value();
  const auto opened = test::run(
      loop, Connection::open(loop.get_executor(), url.hosts.front(), url.tls, Greeting{}, 300ms));
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("is this its TLS port?"));
}

TEST(Tls, AMissingCertificateFileIsReported) {
  SKIP_WITHOUT_TLS();
  const TlsServer server("IP:127.0.0.1");
  const auto refused = echo(server.url() + "?ca=/nowhere.pem");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("trusted certificates"));
}

}  // namespace
}  // namespace dealbell::redis
