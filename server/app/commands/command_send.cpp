#include <algorithm>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/system/files.hpp"
#include "app/webhooks/sources.hpp"
#include "base/ascii.hpp"
#include "io/clock.hpp"
#include "net/client.hpp"
#include "ops/secret.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::seconds answer_within{30};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// What senders say of a body like this one.
std::string_view content_type_of(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  if (first == body.npos) return "application/octet-stream";
  if (body[first] == '<') return "text/xml; charset=utf-8";
  if (body[first] == '{' || body[first] == '[') return "application/json";
  return "application/x-www-form-urlencoded";
}

// "https://host:1" and "/path?query" of an address.
std::pair<std::string, std::string> split_url(const std::string& url) {
  const auto host = url.find("://");
  const auto path = url.find('/', host == url.npos ? 0 : host + 3);
  if (path == url.npos) return {url, "/"};
  return {url.substr(0, path), url.substr(path)};
}

Result<std::string> address(const ops::CommandLine& line) {
  if (!line.url.empty() && !line.url.starts_with("http://"))
    return error(Errc::usage,
                 "--url starts with http://: the server's own address, not the proxy's");
  if (!line.url.empty()) return line.url;
  const auto running = read_file(address_path(line.config.data));
  if (!running)
    return error(Errc::usage, "no server runs on " + line.config.data + ": say where with --url");
  return first_line(*running) + "/hooks/" + line.source;
}

Result<> add_headers(const ops::CommandLine& line, intake::Delivery& delivery) {
  for (const auto& text : line.headers) {
    const auto colon = text.find(':');
    if (colon == text.npos || colon == 0)
      return error(Errc::usage, "--header is like \"Name: value\", not " + text);
    const auto name = ascii_lower(text.substr(0, colon));
    const auto value = text.find_first_not_of(' ', colon + 1);
    delivery.headers.emplace_back(name, value == text.npos ? "" : text.substr(value));
  }
  if (!intake::only_header(delivery, "content-type"))
    delivery.headers.emplace_back("content-type", content_type_of(delivery.body));
  return {};
}

}  // namespace

// Signs a payload as its vendor would and posts it: to try a configuration.
int send(const ops::CommandLine& line) {
  auto config = line.config;
  std::erase_if(config.sources, [&](const auto& source) { return source.id != line.source; });
  if (config.sources.empty())
    return print_error(error(Errc::usage, "the settings have no source \"" + line.source + "\""));
  const auto loading = load_sources(config);
  if (!loading.errors.empty()) return print_error(loading.errors.front());
  const auto& source = loading.sources.begin()->second;

  auto body = read_file(line.file);
  if (!body) return print_error(body.error());
  const auto url = address(line);
  if (!url) return print_error(url.error());
  auto [base, target] = split_url(*url);
  intake::Delivery delivery{"POST", std::move(target), {}, std::move(*body)};
  if (const auto added = add_headers(line, delivery); !added) return print_error(added.error());
  const auto id = "msg_" + ops::random_code();
  for (const auto& auth : source.auth)
    if (const auto sealed = intake::sign(auth, delivery, io::now(), id); !sealed)
      return print_error(sealed.error());

  const auto answer = net::http_request(base + delivery.target, delivery.method, delivery.headers,
                                        delivery.body, answer_within);
  if (!answer) return print_error(answer.error());
  std::cout << answer->status << " " << answer->body << "\n";
  return answer->status / 100 == 2 ? 0 : 1;
}

}  // namespace dealbell::app
