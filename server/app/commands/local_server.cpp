#include "app/commands/local_server.hpp"

#include "app/system/files.hpp"
#include "net/http/gunzip.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::size_t worth_packing = 1024;

std::string first_line_of_file(const std::string& path) {
  auto text = read_file(path);
  return text ? text->substr(0, text->find('\n')) : std::string{};
}

}  // namespace

std::optional<RunningServer> RunningServer::on(const std::string& data) {
  const auto address = first_line_of_file(address_path(data));
  if (address.empty()) return std::nullopt;
  auto client = net::HttpClient::to(address);
  if (!client) return std::nullopt;
  const auto alive = client->request("GET", "/healthz", {}, "", std::chrono::seconds{5});
  if (!alive || alive->status != 200) return std::nullopt;
  return RunningServer(std::move(*client), first_line_of_file(token_path(data)));
}

Result<net::ClientResponse> RunningServer::request(std::string_view method, std::string_view target,
                                                   std::string_view content_type,
                                                   std::string_view body) {
  return send(method, target, {}, content_type, body);
}

Result<net::ClientResponse> RunningServer::put(std::string_view target,
                                               std::string_view content_type, std::string_view body,
                                               const std::string& if_match) {
  return send("PUT", target, {{"If-Match", if_match}}, content_type, body);
}

Result<net::ClientResponse> RunningServer::send(std::string_view method, std::string_view target,
                                                net::ClientHeaders headers,
                                                std::string_view content_type,
                                                std::string_view body) {
  headers.push_back({"Authorization", "Bearer " + token_});
  if (!content_type.empty()) headers.push_back({"Content-Type", std::string(content_type)});
  std::string packed;
  if (body.size() > worth_packing) {
    packed = net::gzip(body);
    headers.push_back({"Content-Encoding", "gzip"});
  }
  auto answer = client_.request(method, target, headers, packed.empty() ? body : packed, patience);
  if (!answer || answer->status < 400) return answer;
  return wire::read_problem(answer->status, answer->body);
}

}  // namespace dealbell::app
