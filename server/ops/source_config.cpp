#include "ops/source_config.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "ops/setting.hpp"

namespace dealbell::ops {
namespace {

constexpr std::size_t sources_max = 100;  // more is a mistake
constexpr std::size_t secrets_max = 8;    // each costs a digest of the body
constexpr std::size_t secret_bytes_max = 4096;

bool is_source_id(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && id.size() <= 40 && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(), allowed);
}

SecretPlace read_secret_place(const Setting& setting) {
  SecretPlace place;
  if (setting.is_text()) {
    setting.add_error(
        R"(a secret must not be in the settings: use {"env": "NAME"} or {"file": "PATH"})");
    return place;
  }
  if (!setting.has_only({"env", "file", "until"})) return place;
  place.env = setting.text_of("env");
  place.file = setting.text_of("file");
  if (place.env.empty() == place.file.empty())
    setting.add_error("must have either \"env\" or \"file\"");
  if (const auto until = setting.text_of("until"); !until.empty()) {
    const auto instant = parse_instant(until);
    if (instant)
      place.until = *instant;
    else
      setting.add_error_at("until", instant.error().message);
  }
  return place;
}

AuthConfig read_auth(const Setting& setting) {
  AuthConfig auth;
  if (!setting.has_only({"scheme", "name", "public_url", "secrets"})) return auth;
  auth.scheme = setting.text_of("scheme");
  auth.name = setting.text_of("name");
  auth.public_url = setting.text_of("public_url");
  if (auth.scheme.empty())
    setting.add_error_at("scheme", "must name a scheme such as \"bearer\"", Errc::missing);
  const auto secrets = setting.find("secrets");
  const auto places = secrets && secrets->is_list() ? secrets->items() : std::vector<Setting>();
  if (places.empty() || places.size() > secrets_max) {
    setting.add_error_at("secrets", fmt::format("must be a list of 1 to {} secrets", secrets_max),
                         Errc::missing);
    return auth;
  }
  for (const auto& place : places) auth.secrets.push_back(read_secret_place(place));
  return auth;
}

std::vector<AuthConfig> read_auths(const Setting& source) {
  const auto setting = source.find("auth");
  if (!setting) {
    source.add_error_at("auth", "is required: how deliveries are authenticated", Errc::missing);
    return {};
  }
  if (!setting->is_list()) return {read_auth(*setting)};
  std::vector<AuthConfig> all;
  for (const auto& one : setting->items()) all.push_back(read_auth(one));
  if (all.empty()) setting->add_error("must not be empty", Errc::missing);
  return all;
}

SourceConfig read_source(const Setting& setting) {
  SourceConfig source;
  if (!setting.has_only({"id", "title", "mapping", "auth", "tables"})) return source;
  source.id = setting.text_of("id");
  source.title = setting.text_of("title");
  source.mapping = setting.text_of("mapping");
  if (!is_source_id(source.id))
    setting.add_error_at("id",
                         "must be 1 to 40 characters of a-z, 0-9 and -, beginning with a letter");
  else if (source.id == "api" || source.id == "demo")
    setting.add_error_at("id", fmt::format("\"{}\" is reserved for events of our own", source.id));
  if (source.mapping.empty()) source.mapping = source.id;
  if (const auto tables = setting.find("tables"))
    for (const auto& [name, table] : tables->members())
      for (const auto& [key, entry] : table.members())
        if (auto text = entry.text()) source.tables[name][key] = std::move(*text);
  source.auth = read_auths(setting);
  return source;
}

}  // namespace

std::vector<SourceConfig> read_sources(const Setting& setting) {
  const auto items = setting.is_list() ? setting.items() : std::vector<Setting>();
  if (!setting.is_list() || items.size() > sources_max) {
    setting.add_error(fmt::format("must be a list of at most {} sources", sources_max),
                      Errc::wrong_type);
    return {};
  }
  std::vector<SourceConfig> sources;
  std::set<std::string> ids;
  for (const auto& item : items) {
    auto source = read_source(item);
    if (!source.id.empty() && !ids.insert(source.id).second)
      item.add_error_at("id", fmt::format("another source has the id \"{}\"", source.id),
                        Errc::conflict);
    sources.push_back(std::move(source));
  }
  return sources;
}

Result<std::string> fetch_secret(const SecretPlace& place) {
  std::string secret;
  if (!place.env.empty()) {
    const char* value = std::getenv(place.env.c_str());
    if (!value)
      return error(Errc::usage, fmt::format("the environment variable {} is not set", place.env));
    secret = value;
  } else {
    std::ifstream file(place.file, std::ios::binary);
    if (!file) return error(Errc::usage, fmt::format("{} cannot be read", place.file));
    char bytes[secret_bytes_max + 1];
    file.read(bytes, sizeof bytes);
    secret.assign(bytes, static_cast<std::size_t>(file.gcount()));
  }
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  const auto& where = place.env.empty() ? place.file : place.env;
  if (secret.empty()) return error(Errc::usage, fmt::format("{} is empty", where));
  if (secret.size() > secret_bytes_max)
    return error(Errc::usage, fmt::format("{} is longer than {} bytes", where, secret_bytes_max));
  return secret;
}

}  // namespace dealbell::ops
