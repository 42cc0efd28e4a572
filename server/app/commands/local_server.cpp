#include "app/commands/local_server.hpp"

#include "app/system/files.hpp"
#include "net/http/gunzip.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::seconds health_timeout{5};
constexpr std::chrono::seconds request_timeout{60};
constexpr std::size_t response_max_bytes = 64 << 20;
constexpr std::size_t gzip_above_bytes = 1024;

std::string first_line_of_file(const std::string& path) {
  const auto text = read_file(path);
  return text ? text->substr(0, text->find('\n')) : std::string{};
}

}  // namespace

std::optional<LocalServer> LocalServer::find(const std::string& data) {
  const auto address = first_line_of_file(address_path(data));
  if (address.empty()) return std::nullopt;
  outbound::ClientOptions options;
  options.response_max_bytes = response_max_bytes;
  options.addresses.reach = outbound::AddressRules::Reach::this_machine;
  outbound::Client client(std::move(options));
  const auto health = client.send({"GET", address + "/healthz", {}, {}, health_timeout});
  if (!health || health->status != 200) return std::nullopt;
  return LocalServer(std::move(client), address, first_line_of_file(token_path(data)));
}

Result<outbound::Response> LocalServer::request(const std::string& method,
                                                const std::string& target,
                                                const std::string& content_type, std::string body) {
  return send(method, target, {}, content_type, std::move(body));
}

Result<outbound::Response> LocalServer::put(const std::string& target,
                                            const std::string& content_type, std::string body,
                                            const std::string& if_match) {
  return send("PUT", target, {{"If-Match", if_match}}, content_type, std::move(body));
}

Result<outbound::Response> LocalServer::send(const std::string& method, const std::string& target,
                                             outbound::Headers headers,
                                             const std::string& content_type, std::string body) {
  headers.emplace_back("Authorization", "Bearer " + token_);
  if (!content_type.empty()) headers.emplace_back("Content-Type", content_type);
  if (body.size() > gzip_above_bytes) {
    body = net::gzip(body);
    headers.emplace_back("Content-Encoding", "gzip");
  }
  auto response = client_.send(
      {method, address_ + target, std::move(headers), std::move(body), request_timeout});
  if (!response || response->status < 400) return response;
  return wire::read_problem(response->status, response->body);
}

}  // namespace dealbell::app
