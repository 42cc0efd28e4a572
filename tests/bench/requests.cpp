#include "requests.hpp"

namespace dealbell::bench {

std::string post_request(const std::string& path, const std::string& headers,
                         const std::string& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string upgrade_request(const std::string& target, int port, const std::string& headers) {
  // The key of RFC 6455's example, whose accept value bare_loop sends.
  return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         headers + "\r\n";
}

}  // namespace dealbell::bench
