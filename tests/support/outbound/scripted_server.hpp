#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dealbell::test {

// A key and a certificate signed with it, for the names given as in openssl.cnf: "IP:127.0.0.1".
class Certificate {
 public:
  explicit Certificate(const std::string& names);
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;
  ~Certificate();

  const std::string& file() const { return file_; }  // PEM, for clients that trust it
  void* tls_context() const { return context_; }     // an SSL_CTX

 private:
  std::string file_;
  void* context_;
};

// An HTTP server on a free port of 127.0.0.1 that sends exactly what a test wants. A thread per
// connection. Every wait ends after ten seconds.
class ScriptedServer {
 public:
  // The bytes to send after each request; the connection is closed if they contain "Connection:
  // close" or are "". Nothing: waits until the client closes.
  using Script = std::function<std::optional<std::string>(const std::string& request)>;
  explicit ScriptedServer(Script script, const Certificate* certificate = nullptr);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  std::uint16_t port() const { return port_; }
  std::string url(const std::string& target = "/") const;
  // So far.
  std::vector<std::string> requests() const;
  int connections() const;

 private:
  void accept_all();
  void serve(int socket);

  const Script script_;
  const Certificate* const certificate_;
  int listener_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

// A response with this body.
std::string response(const std::string& body, const std::string& more_headers = "");

}  // namespace dealbell::test
