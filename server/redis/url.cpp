#include "redis/url.hpp"

#include <algorithm>
#include <charconv>

#include "base/percent_encoding.hpp"

namespace dealbell::redis {
namespace {

constexpr std::uint16_t server_port = 6379;
constexpr std::uint16_t sentinel_port = 26379;
constexpr std::size_t hosts_max = 16;    // far more sentinels than are used in practice
constexpr int database_max = 1'000'000;  // Redis' own limit is a setting, 16 by default
constexpr std::size_t url_max = 4096;

Error mistake(std::string message) { return error(Errc::usage, std::move(message)); }

// The part before the delimiter; `text` keeps the part after it, or nothing.
std::string_view cut(std::string_view& text, char delimiter) {
  const auto at = text.find(delimiter);
  const auto before = text.substr(0, at);
  text = at == text.npos ? std::string_view() : text.substr(at + 1);
  return before;
}

template <class Number>
std::optional<Number> number(std::string_view digits) {
  Number value{};
  const auto* end = digits.data() + digits.size();
  const auto [at, ec] = std::from_chars(digits.data(), end, value);
  if (ec != std::errc{} || at != end) return std::nullopt;
  return value;
}

Result<std::string> decoded(std::string_view text, std::string_view what) {
  auto out = percent_decode(text);
  if (!out || out->find('\0') != out->npos)
    return mistake("the " + std::string(what) + " has a % without two hex digits; % itself is %25");
  return std::move(*out);
}

Result<Login> read_login(std::string_view text) {
  const auto user = decoded(cut(text, ':'), "user");
  if (!user) return user.error();
  const auto password = decoded(text, "password");
  if (!password) return password.error();
  if (user->empty() && password->empty())
    return mistake("before the @ expected user:password, or :password for the default user");
  return Login{*user, *password};
}

Result<Endpoint> read_endpoint(std::string_view text, std::uint16_t default_port) {
  Endpoint endpoint{{}, default_port};
  std::string_view port;
  bool has_port = false;
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == text.npos) return mistake("an IPv6 address must end with ]");
    endpoint.host = text.substr(1, bracket - 1);
    text.remove_prefix(bracket + 1);
    if (!text.empty() && text.front() != ':') return mistake("after ] only :PORT can follow");
    has_port = !text.empty();
    port = text.substr(has_port ? 1 : 0);
  } else {
    has_port = text.find(':') != text.npos;
    auto host = decoded(cut(text, ':'), "host");
    if (!host) return host.error();
    endpoint.host = std::move(*host);
    port = text;
  }
  if (endpoint.host.empty()) return mistake("the host is missing");
  if (!has_port) return endpoint;
  const auto value = number<std::uint16_t>(port);
  if (!value || *value == 0) return mistake("the port must be a number from 1 to 65535");
  endpoint.port = *value;
  return endpoint;
}

Result<int> read_database(std::string_view text) {
  if (text.empty()) return 0;
  const auto value = number<int>(text);
  if (!value || *value < 0 || *value > database_max)
    return mistake("the database after the last / must be a number, usually 0 to 15");
  return *value;
}

// yes or no.
Result<bool> read_flag(std::string_view name, const std::string& value) {
  if (value == "yes") return true;
  if (value == "no") return false;
  return mistake(std::string(name) + " must be yes or no");
}

// url.tls is already set for rediss://. The parameters come in any order, so the TLS options are
// collected first.
Result<> read_parameters(std::string_view query, bool sentinels, Url& url) {
  Tls tls;
  bool wants_tls = url.tls.has_value();
  bool about_tls = false;
  while (!query.empty()) {
    auto pair = cut(query, '&');
    const auto name = cut(pair, '=');
    auto value = decoded(pair, name);
    if (!value) return value.error();
    if (value->empty()) return mistake("parameters are NAME=VALUE, separated by &");
    if (name == "ca") {
      tls.ca_file = std::move(*value);
      about_tls = true;
    } else if (name == "verify") {
      const auto flag = read_flag(name, *value);
      if (!flag) return flag.error();
      tls.verify = *flag;
      about_tls = true;
    } else if (sentinels && name == "tls") {
      const auto flag = read_flag(name, *value);
      if (!flag) return flag.error();
      wants_tls = *flag;
    } else if (sentinels && name == "sentinel_user") {
      url.sentinel_login.user = std::move(*value);
    } else if (sentinels && name == "sentinel_password") {
      url.sentinel_login.password = std::move(*value);
    } else {
      return mistake("unknown parameter \"" + std::string(name.substr(0, 40)) + "\"");
    }
  }
  if (!wants_tls && about_tls)
    return mistake(sentinels ? "ca and verify need tls=yes" : "ca and verify need rediss://");
  if (!tls.verify && !tls.ca_file.empty()) return mistake("ca has no effect with verify=no");
  if (wants_tls) url.tls = std::move(tls);
  return {};
}

}  // namespace

std::string to_string(const Endpoint& endpoint) {
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

Result<Url> parse_url(std::string_view text) {
  if (text.size() > url_max) return mistake("a Redis URL has at most 4096 bytes");
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 127; }))
    return mistake("a Redis URL cannot contain spaces; write them as %20");
  const auto scheme_end = text.find("://");
  const auto scheme = text.substr(0, scheme_end);
  const bool sentinels = scheme == "sentinel";
  if (scheme_end == text.npos || (scheme != "redis" && scheme != "rediss" && !sentinels))
    return mistake("a Redis URL begins with redis://, rediss:// or sentinel://");
  text.remove_prefix(scheme_end + 3);
  if (text.find('#') != text.npos) return mistake("a Redis URL cannot contain #; write it as %23");

  Url url;
  if (scheme == "rediss") url.tls.emplace();
  auto query = text;
  auto path = cut(query, '?');
  auto authority = cut(path, '/');
  if (const auto at = authority.rfind('@'); at != authority.npos) {
    auto login = read_login(authority.substr(0, at));
    if (!login) return login.error();
    url.login = std::move(*login);
    authority.remove_prefix(at + 1);
  }
  do {
    auto host = sentinels ? cut(authority, ',') : std::exchange(authority, {});
    auto endpoint = read_endpoint(host, sentinels ? sentinel_port : server_port);
    if (!endpoint) return endpoint.error();
    url.hosts.push_back(std::move(*endpoint));
  } while (!authority.empty() && url.hosts.size() <= hosts_max);
  if (url.hosts.size() > hosts_max) return mistake("at most 16 sentinels");
  if (sentinels) {
    auto master = decoded(cut(path, '/'), "name of the master");
    if (!master) return master.error();
    if (master->empty()) return mistake("after the sentinels expected /NAME-OF-THE-MASTER");
    url.master = std::move(*master);
  }
  const auto database = read_database(path);
  if (!database) return database.error();
  url.database = *database;
  if (auto read = read_parameters(query, sentinels, url); !read) return read.error();
  return url;
}

std::string redacted(const Url& url) {
  const bool sentinels = !url.master.empty();
  std::string text = sentinels ? "sentinel://" : url.tls ? "rediss://" : "redis://";
  for (std::size_t i = 0; i < url.hosts.size(); ++i)
    text += (i > 0 ? "," : "") + to_string(url.hosts[i]);
  if (sentinels) text += "/" + url.master;
  if (url.database != 0) text += "/" + std::to_string(url.database);
  return text;
}

}  // namespace dealbell::redis
