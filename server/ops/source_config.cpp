#include "ops/source_config.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace dealbell::ops {
namespace {

using nlohmann::json;

constexpr std::size_t sources_max = 100;  // more is a mistake, not an office
constexpr std::size_t secrets_max = 8;    // each costs a digest of the body
constexpr std::size_t secret_bytes_max = 4096;

bool is_source_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && id.size() <= 40 && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(), fits);
}

// Reads one value after the other and notes what is wrong where.
class Reader {
 public:
  explicit Reader(std::vector<Error>& errors) : errors_(errors) {}

  void complain(const std::string& at, std::string message, Errc code = Errc::bad_value) {
    errors_.push_back(error(code, std::move(message), at));
  }
  bool is_object(const json& value, const std::string& at, std::set<std::string_view> known) {
    if (!value.is_object()) {
      complain(at, "must be an object", Errc::wrong_type);
      return false;
    }
    for (const auto& [key, unused] : value.items())
      if (!known.contains(key))
        complain(at + "/" + key, "there is no setting by this name", Errc::usage);
    return true;
  }
  std::string text(const json& object, const char* key, const std::string& at) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    complain(at + "/" + key, "must be a text", Errc::wrong_type);
    return {};
  }

  SecretPlace secret(const json& value, const std::string& at) {
    SecretPlace place;
    if (value.is_string()) {
      complain(at, R"(a secret does not belong here: say {"env": "NAME"} or {"file": "PATH"})");
      return place;
    }
    if (!is_object(value, at, {"env", "file", "until"})) return place;
    place.env = text(value, "env", at);
    place.file = text(value, "file", at);
    if (place.env.empty() == place.file.empty()) complain(at, "say either env or file");
    if (const auto until = text(value, "until", at); !until.empty()) {
      const auto instant = parse_instant(until);
      if (!instant) complain(at + "/until", instant.error().message);
      if (instant) place.until = *instant;
    }
    return place;
  }

  AuthConfig auth(const json& value, const std::string& at) {
    AuthConfig auth;
    if (!is_object(value, at, {"scheme", "name", "public_url", "secrets"})) return auth;
    auth.scheme = text(value, "scheme", at);
    auth.name = text(value, "name", at);
    auth.public_url = text(value, "public_url", at);
    if (auth.scheme.empty()) complain(at + "/scheme", "say which", Errc::missing);
    const auto secrets = value.find("secrets");
    if (secrets == value.end() || !secrets->is_array() || secrets->empty() ||
        secrets->size() > secrets_max) {
      complain(at + "/secrets", "must be a list of 1 to 8 places", Errc::missing);
      return auth;
    }
    for (std::size_t i = 0; i < secrets->size(); ++i)
      auth.secrets.push_back(secret((*secrets)[i], at + "/secrets/" + std::to_string(i)));
    return auth;
  }

  void tables(const json& value, const std::string& at, SourceConfig& source) {
    if (!value.is_object()) return complain(at, "must be an object", Errc::wrong_type);
    for (const auto& [name, table] : value.items()) {
      const auto here = at + "/" + name;
      if (!table.is_object()) {
        complain(here, "must be an object of texts", Errc::wrong_type);
        continue;
      }
      for (const auto& [key, entry] : table.items())
        if (entry.is_string())
          source.tables[name][key] = entry.get<std::string>();
        else
          complain(here + "/" + key, "must be a text", Errc::wrong_type);
    }
  }

  SourceConfig source(const json& value, const std::string& at) {
    SourceConfig source;
    if (!is_object(value, at, {"id", "title", "mapping", "auth", "tables"})) return source;
    source.id = text(value, "id", at);
    source.title = text(value, "title", at);
    source.mapping = text(value, "mapping", at);
    if (!is_source_id(source.id))
      complain(at + "/id", "1 to 40 of a-z, 0-9 and -, a letter first: it is part of an address");
    else if (source.id == "api" || source.id == "demo")
      complain(at + "/id", "\"" + source.id + "\" is taken: native events have it");
    if (source.mapping.empty()) source.mapping = source.id;
    if (const auto tables_of = value.find("tables"); tables_of != value.end())
      tables(*tables_of, at + "/tables", source);
    const auto proofs = value.find("auth");
    if (proofs == value.end()) {
      complain(at + "/auth", "say how deliveries prove who sent them", Errc::missing);
    } else if (proofs->is_array()) {
      for (std::size_t i = 0; i < proofs->size(); ++i)
        source.auth.push_back(auth((*proofs)[i], at + "/auth/" + std::to_string(i)));
      if (proofs->empty()) complain(at + "/auth", "must not be empty", Errc::missing);
    } else {
      source.auth.push_back(auth(*proofs, at + "/auth"));
    }
    return source;
  }

 private:
  std::vector<Error>& errors_;
};

}  // namespace

SourcesReading read_sources(std::string_view text) {
  SourcesReading reading;
  Reader reader(reading.errors);
  const auto all = json::parse(text, nullptr, false);
  if (!all.is_array() || all.size() > sources_max) {
    reader.complain("/sources", "must be a list of at most 100", Errc::wrong_type);
    return reading;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto at = "/sources/" + std::to_string(i);
    auto source = reader.source(all[i], at);
    if (!source.id.empty() && !ids.insert(source.id).second)
      reader.complain(at + "/id", "is there already", Errc::conflict);
    reading.sources.push_back(std::move(source));
  }
  return reading;
}

Result<std::string> fetch_secret(const SecretPlace& place) {
  std::string secret;
  if (!place.env.empty()) {
    const char* value = std::getenv(place.env.c_str());
    if (!value) return error(Errc::usage, "the environment has no " + place.env);
    secret = value;
  } else {
    std::ifstream file(place.file, std::ios::binary);
    if (!file) return error(Errc::usage, place.file + ": cannot read");
    char bytes[secret_bytes_max + 1];
    file.read(bytes, sizeof bytes);
    secret.assign(bytes, static_cast<std::size_t>(file.gcount()));
  }
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  const auto& where = place.env.empty() ? place.file : place.env;
  if (secret.empty()) return error(Errc::usage, where + " is empty");
  if (secret.size() > secret_bytes_max) return error(Errc::usage, where + " is too long");
  return secret;
}

}  // namespace dealbell::ops
