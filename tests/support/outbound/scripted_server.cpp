#include "support/outbound/scripted_server.hpp"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace dealbell::test {
namespace {

void check(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("cannot ") + what);
}

std::size_t body_size(const std::string& head) {
  constexpr std::string_view name = "Content-Length: ";
  const auto at = head.find(name);
  return at == head.npos ? 0 : std::stoul(head.substr(at + name.size()));
}

// The socket of one connection, with or without TLS.
class Stream {
 public:
  Stream(int socket, const Certificate* certificate) : socket_(socket) {
    if (!certificate) return;
    tls_ = SSL_new(static_cast<SSL_CTX*>(certificate->tls_context()));
    SSL_set_fd(tls_, socket_);
    open_ = SSL_accept(tls_) == 1;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    SSL_free(tls_);
    ::close(socket_);
  }

  // The next request; "" at the end.
  std::string read_request() {
    auto end = buffer_.npos;
    while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos)
      if (!fill()) return "";
    const auto size = end + 4 + body_size(buffer_.substr(0, end + 2));
    while (buffer_.size() < size)
      if (!fill()) return "";
    auto request = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return request;
  }
  void write(const std::string& bytes) {
    for (std::size_t sent = 0; open_ && sent < bytes.size();) {
      const auto left = bytes.size() - sent;
      const auto size = tls_ ? SSL_write(tls_, bytes.data() + sent, static_cast<int>(left))
                             : ::send(socket_, bytes.data() + sent, left, MSG_NOSIGNAL);
      if (size <= 0) return;
      sent += static_cast<std::size_t>(size);
    }
  }
  void wait_for_close() {
    while (fill()) {
    }
  }

 private:
  bool fill() {
    std::array<char, 4096> part;
    const auto size = !open_ ? 0
                      : tls_ ? SSL_read(tls_, part.data(), static_cast<int>(part.size()))
                             : ::recv(socket_, part.data(), part.size(), 0);
    if (size > 0) buffer_.append(part.data(), static_cast<std::size_t>(size));
    return size > 0;
  }

  int socket_;
  SSL* tls_ = nullptr;
  bool open_ = true;
  std::string buffer_;
};

}  // namespace

Certificate::Certificate(const std::string& names)
    : file_((std::filesystem::temp_directory_path() / "dealbell_outbound_XXXXXX").string()),
      context_(SSL_CTX_new(TLS_server_method())) {
  std::signal(SIGPIPE, SIG_IGN);  // SSL_write to a client that has closed
  auto* key = EVP_EC_gen("P-256");
  auto* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  auto* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  check(X509_sign(certificate, key, EVP_sha256()) > 0, "sign a certificate");
  auto* context = static_cast<SSL_CTX*>(context_);
  check(SSL_CTX_use_certificate(context, certificate) == 1, "use a certificate");
  check(SSL_CTX_use_PrivateKey(context, key) == 1, "use a key");
  auto* file = ::fdopen(::mkstemp(file_.data()), "w");
  check(PEM_write_X509(file, certificate) == 1, "write a certificate");
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

Certificate::~Certificate() {
  SSL_CTX_free(static_cast<SSL_CTX*>(context_));
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

ScriptedServer::ScriptedServer(Script script, const Certificate* certificate)
    : script_(std::move(script)),
      certificate_(certificate),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  check(::bind(listener_, any, size) == 0 && ::listen(listener_, 16) == 0, "listen");
  ::getsockname(listener_, any, &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (auto& connection : connections_) connection.join();
}

std::string ScriptedServer::url(const std::string& target) const {
  return (certificate_ ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_) +
         target;
}

std::vector<std::string> ScriptedServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

int ScriptedServer::connections() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(connections_.size());
}

void ScriptedServer::accept_all() {
  for (int socket; (socket = ::accept(listener_, nullptr, nullptr)) >= 0;) {
    const timeval timeout{10, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    const std::lock_guard lock(mutex_);
    connections_.emplace_back([this, socket] { serve(socket); });
  }
}

void ScriptedServer::serve(int socket) {
  Stream stream(socket, certificate_);
  for (auto request = stream.read_request(); !request.empty(); request = stream.read_request()) {
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    const auto answer = script_(request);
    if (!answer) return stream.wait_for_close();
    stream.write(*answer);
    if (answer->empty() || answer->find("Connection: close") != answer->npos) return;
  }
}

std::string response(const std::string& body, const std::string& more_headers) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         more_headers + "\r\n" + body;
}

}  // namespace dealbell::test
