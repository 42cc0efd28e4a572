#include "support/net/http_request.hpp"

#include "base/ascii.hpp"
#include "support/net/raw_client.hpp"

namespace dealbell::test {

std::optional<std::string_view> HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return std::nullopt;
}

HttpResponse http_request(std::uint16_t port, std::string_view method, std::string_view target,
                          const HttpHeaders& headers, std::string_view body) {
  auto text = std::string(method) + " " + std::string(target) +
              " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  RawClient client(port);
  client.send(text.append(body));

  const auto head = client.read_until("\r\n\r\n");
  HttpResponse response;
  if (!head.starts_with("HTTP/1.1 ")) return response;
  response.status = std::stoi(head.substr(9, 3));
  for (auto at = head.find("\r\n") + 2; at < head.size() - 2;) {
    const auto end = head.find("\r\n", at);
    const auto colon = head.find(": ", at);
    response.headers.emplace_back(ascii_lower(head.substr(at, colon - at)),
                                  head.substr(colon + 2, end - colon - 2));
    at = end + 2;
  }
  response.body = client.read_to_end();
  return response;
}

}  // namespace dealbell::test
