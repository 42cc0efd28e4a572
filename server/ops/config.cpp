#include "ops/config.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <variant>

namespace dealbell::ops {
namespace {

using nlohmann::json;

struct Field {
  std::string_view name;
  std::variant<std::string Config::*, bool Config::*, int Config::*, double Config::*,
               std::uint64_t Config::*>
      member;
  double min = 0, max = 0;  // of numbers
};
constexpr Field fields[] = {
    {"data", &Config::data},
    {"listen", &Config::listen},
    {"lan", &Config::lan},
    {"web", &Config::web},
    {"tick_ms", &Config::tick_ms, 5, 10'000},
    {"connections_max", &Config::connections_max, 10, 1'000'000},
    {"screens_per_address", &Config::screens_per_address, 1, 1'000'000},
    {"stuck_after_s", &Config::stuck_after_s, 1, 86'400},
    {"snapshot_events", &Config::snapshot_events, 1, 1e9},
    {"snapshot_minutes", &Config::snapshot_minutes, 1, 100'000},
    {"public_url", &Config::public_url},
    {"keep_deliveries_days", &Config::keep_deliveries_days, 1, 3'650},
    {"keep_deliveries_mb", &Config::keep_deliveries_mb, 1, 1'000'000},
    {"log", &Config::log},
    {"demo", &Config::demo},
    {"demo_rate", &Config::demo_rate, 0.01, 100},
    {"demo_seed", &Config::demo_seed, 0, 9e15},
};

bool is_origin(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == url.npos || (url.substr(0, colon) != "https" && url.substr(0, colon) != "http"))
    return false;
  const auto host = url.substr(colon + 3);
  return !host.empty() && host.find_first_of("/?#@ ") == host.npos;
}

std::string plain(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", number);
  return text;
}

// Sets the member from the value; the error's words when it does not fit.
std::string set(Config& config, const Field& field, const json& value) {
  const auto number = [&](auto member) -> std::string {
    if (!value.is_number()) return "must be a number";
    const auto n = value.get<double>();
    if (n < field.min || n > field.max)
      return "must be between " + plain(field.min) + " and " + plain(field.max);
    config.*member = value.get<std::remove_reference_t<decltype(config.*member)>>();
    return {};
  };
  if (const auto* text = std::get_if<std::string Config::*>(&field.member)) {
    if (!value.is_string()) return "must be a text";
    config.** text = value.get<std::string>();
    return {};
  }
  if (const auto* flag = std::get_if<bool Config::*>(&field.member)) {
    if (!value.is_boolean()) return "must be true or false";
    config.** flag = value.get<bool>();
    return {};
  }
  if (const auto* whole = std::get_if<int Config::*>(&field.member)) return number(*whole);
  if (const auto* real = std::get_if<double Config::*>(&field.member)) return number(*real);
  return number(std::get<std::uint64_t Config::*>(field.member));
}

}  // namespace

ConfigReading read_config(std::string_view text, Config base) {
  ConfigReading reading{std::move(base), {}};
  const auto complain = [&](Errc code, std::string message, std::string pointer) {
    reading.errors.push_back(error(code, std::move(message), std::move(pointer)));
  };
  json document;
  try {
    document = json::parse(text);
  } catch (const json::parse_error& e) {
    complain(Errc::bad_json, e.what(), "");
    return reading;
  }
  if (!document.is_object()) {
    complain(Errc::wrong_type, "the configuration must be an object", "");
    return reading;
  }
  for (const auto& [key, value] : document.items()) {
    if (key == "sources") {
      auto sources = read_sources(value.dump());
      reading.config.sources = std::move(sources.sources);
      std::move(sources.errors.begin(), sources.errors.end(), std::back_inserter(reading.errors));
      continue;
    }
    if (key == "redis") {
      auto redis = read_redis(value.dump(), std::move(reading.config.redis));
      reading.config.redis = std::move(redis.redis);
      std::move(redis.errors.begin(), redis.errors.end(), std::back_inserter(reading.errors));
      continue;
    }
    const auto field = std::find_if(std::begin(fields), std::end(fields),
                                    [&, &name = key](const Field& f) { return f.name == name; });
    if (field == std::end(fields)) {
      complain(Errc::usage, "there is no setting by this name", "/" + key);
    } else if (auto wrong = set(reading.config, *field, value); !wrong.empty()) {
      complain(Errc::bad_value, std::move(wrong), "/" + key);
    }
  }
  if (const auto listen = parse_listen(reading.config.listen); !listen)
    complain(Errc::bad_value, listen.error().message, "/listen");
  if (const auto& url = reading.config.public_url; !url.empty() && !is_origin(url))
    complain(Errc::bad_value, "must be like https://dash.example.com, without a path",
             "/public_url");
  if (const auto& log = reading.config.log; log != "embedded" && log != "redis")
    complain(Errc::bad_value, "must be embedded or redis", "/log");
  else if (log == "redis" && reading.config.redis.url.empty())
    complain(Errc::missing, "a shared log needs to know where Redis is", "/redis/url");
  if (const auto& c = reading.config; c.demo && (c.redis.mirror || c.log == "redis"))
    complain(Errc::bad_value, "the demo keeps to itself: leave out Redis or the demo", "/demo");
  return reading;
}

bool looks_like_config(std::string_view text) {
  const auto document = json::parse(text, nullptr, false);
  return document.is_object() &&
         (document.contains("sources") || document.contains("redis") ||
          std::any_of(std::begin(fields), std::end(fields),
                      [&](const Field& f) { return document.contains(std::string(f.name)); }));
}

Result<HostPort> parse_listen(std::string_view listen) {
  const auto bad = [&] {
    return error(Errc::usage, "\"" + std::string(listen.substr(0, 80)) + "\" is not HOST:PORT");
  };
  const auto colon = listen.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return bad();
  HostPort result;
  result.host = listen.substr(0, colon);
  if (result.host.front() == '[' && result.host.back() == ']')
    result.host = result.host.substr(1, result.host.size() - 2);
  const auto digits = listen.substr(colon + 1);
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), result.port);
  if (ec != std::errc{} || end != digits.data() + digits.size()) return bad();
  return result;
}

}  // namespace dealbell::ops
