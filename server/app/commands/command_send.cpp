#include <algorithm>
#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/system/files.hpp"
#include "app/webhooks/sources.hpp"
#include "base/ascii.hpp"
#include "io/clock.hpp"
#include "ops/secret.hpp"
#include "outbound/client.hpp"
#include "outbound/url.hpp"

namespace dealbell::app {
namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// What most senders declare for a body that begins like this one.
std::string_view content_type_of(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  if (first == body.npos) return "application/octet-stream";
  if (body[first] == '<') return "text/xml; charset=utf-8";
  if (body[first] == '{' || body[first] == '[') return "application/json";
  return "application/x-www-form-urlencoded";
}

Result<outbound::Url> hook_url(const ops::CommandLine& line) {
  if (!line.url.empty()) return outbound::parse_url(line.url);
  const auto address = read_file(address_path(line.config.data));
  if (!address)
    return error(Errc::usage,
                 "no server is running on " + line.config.data + ": give its URL with --url");
  return outbound::parse_url(first_line(*address) + "/hooks/" + line.source);
}

Result<> add_headers(const ops::CommandLine& line, intake::Delivery& delivery) {
  for (const auto& text : line.headers) {
    const auto colon = text.find(':');
    if (colon == text.npos || colon == 0)
      return error(Errc::usage, "--header must be like \"Name: value\", not " + text);
    const auto name = ascii_lower(text.substr(0, colon));
    const auto value = text.find_first_not_of(' ', colon + 1);
    delivery.headers.emplace_back(name, value == text.npos ? "" : text.substr(value));
  }
  if (!intake::only_header(delivery, "content-type"))
    delivery.headers.emplace_back("content-type", content_type_of(delivery.body));
  return {};
}

// The user names the address, which is often on their own network.
outbound::Client unrestricted_client() {
  outbound::ClientOptions options;
  options.addresses.reach = outbound::AddressRules::Reach::internet_and_private;
  return outbound::Client(std::move(options));
}

}  // namespace

// Signs a payload as its vendor would and posts it, to try a configuration.
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
  const auto url = hook_url(line);
  if (!url) return print_error(url.error());
  intake::Delivery delivery{"POST", url->target, {}, std::move(*body)};
  if (const auto added = add_headers(line, delivery); !added) return print_error(added.error());
  const auto id = "msg_" + ops::random_code();
  for (const auto& auth : source.auth)
    if (const auto is_signed = intake::sign(auth, delivery, io::now(), id); !is_signed)
      return print_error(is_signed.error());

  // Signing may have added to the target.
  outbound::Request request{delivery.method, url->origin + delivery.target, {}, {}};
  for (auto& [name, value] : delivery.headers)
    request.headers.emplace_back(std::move(name), std::move(value));
  request.body = std::move(delivery.body);
  const auto response = unrestricted_client().send(request);
  if (!response) return print_error(response.error());
  std::cout << response->status << " " << response->body << "\n";
  return response->status / 100 == 2 ? 0 : 1;
}

}  // namespace dealbell::app
