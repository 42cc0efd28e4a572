#include "ops/config.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <variant>

#include "ops/setting.hpp"

namespace dealbell::ops {
namespace {

struct Field {
  std::string_view name;
  std::variant<std::string Config::*, bool Config::*, int Config::*, double Config::*,
               std::uint64_t Config::*, LogLevel Config::*, LogFormat Config::*,
               std::vector<std::string> Config::*>
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
    {"allowed_hosts", &Config::allowed_hosts},
    {"keep_deliveries_days", &Config::keep_deliveries_days, 1, 3'650},
    {"keep_deliveries_mb", &Config::keep_deliveries_mb, 1, 1'000'000},
    {"keep_rejected_mb", &Config::keep_rejected_mb, 128, 1'000'000},
    {"log", &Config::log},
    {"log_level", &Config::log_level},
    {"log_format", &Config::log_format},
    {"demo", &Config::demo},
    {"demo_rate", &Config::demo_rate, 0.01, 100},
    {"demo_seed", &Config::demo_seed, 0, 9e15},
};

const Field* find_field(std::string_view name) {
  const auto found = std::find_if(std::begin(fields), std::end(fields),
                                  [&](const Field& field) { return field.name == name; });
  return found == std::end(fields) ? nullptr : found;
}

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 255 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '-' || c == '_';
         });
}

// Stores a setting's value in the member that its field names; a mistake is reported and leaves the
// member as it is.
class FieldReader {
 public:
  FieldReader(const Setting& setting, const Field& field, Config& config)
      : setting_(setting), field_(field), config_(config) {}

  void operator()(std::string Config::*member) const {
    if (auto text = setting_.text()) config_.*member = std::move(*text);
  }
  void operator()(bool Config::*member) const {
    if (const auto flag = setting_.flag()) config_.*member = *flag;
  }
  template <class Number>
  void operator()(Number Config::*member) const {
    if (const auto number = setting_.number(field_.min, field_.max))
      config_.*member = static_cast<Number>(*number);
  }
  void operator()(std::vector<std::string> Config::*member) const {
    for (const auto& item : setting_.items()) {
      auto text = item.text();
      if (text && !is_host_name(*text))
        item.add_error("must be a name such as dash.example.com, without scheme and port");
      else if (text)
        (config_.*member).push_back(std::move(*text));
    }
  }
  void operator()(LogLevel Config::*member) const {
    read_word(member, parse_log_level, "must be \"error\", \"warning\", \"info\" or \"debug\"");
  }
  void operator()(LogFormat Config::*member) const {
    read_word(member, parse_log_format, "must be \"text\" or \"json\"");
  }

 private:
  template <class Word>
  void read_word(Word Config::*member, std::optional<Word> (*parse)(std::string_view),
                 const char* expected) const {
    const auto text = setting_.text();
    if (!text) return;
    if (const auto word = parse(*text))
      config_.*member = *word;
    else
      setting_.add_error(expected);
  }

  const Setting& setting_;
  const Field& field_;
  Config& config_;
};

bool is_origin(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos ||
      (url.substr(0, colon) != "https" && url.substr(0, colon) != "http"))
    return false;
  const auto host = url.substr(colon + 3);
  return !host.empty() && host.find_first_of("/?#@ ") == std::string_view::npos;
}

// What the types do not say: formats, and settings that depend on each other.
void check(const Config& config, const Setting& root) {
  if (const auto listen = parse_listen(config.listen); !listen)
    root.add_error_at("listen", listen.error().message);
  if (!config.public_url.empty() && !is_origin(config.public_url))
    root.add_error_at("public_url",
                      "must be an address such as https://dash.example.com, without a path");
  if (config.log != "embedded" && config.log != "redis")
    root.add_error_at("log", "must be \"embedded\" or \"redis\"");
  else if (config.log == "redis" && config.redis.url.empty())
    root.add_error_at("redis/url", "is required for a shared log", Errc::missing);
  if (config.demo && (config.redis.mirror || config.log == "redis"))
    root.add_error_at("demo", "the demo cannot be combined with Redis");
}

}  // namespace

ConfigResult read_config(std::string_view text) {
  ConfigResult result;
  auto& config = result.config;
  const SettingsDocument document(text, result.errors);
  const auto root = document.root();
  if (!root) return result;
  if (!root->is_object()) {
    root->add_error("the settings must be a JSON object", Errc::wrong_type);
    return result;
  }
  for (const auto& [key, setting] : root->members()) {
    if (key == "sources")
      config.sources = read_sources(setting);
    else if (key == "redis")
      config.redis = read_redis(setting);
    else if (const auto* field = find_field(key))
      std::visit(FieldReader(setting, *field, config), field->member);
    else
      setting.add_error("unknown setting", Errc::usage);
  }
  check(config, *root);
  return result;
}

bool looks_like_config(std::string_view text) {
  std::vector<Error> ignored;
  const SettingsDocument document(text, ignored);
  const auto root = document.root();
  if (!root || !root->is_object()) return false;
  const auto members = root->members();
  return std::any_of(members.begin(), members.end(), [](const Setting::Member& member) {
    return member.first == "sources" || member.first == "redis" || find_field(member.first);
  });
}

Result<HostPort> parse_listen(std::string_view listen) {
  const auto malformed = [&] {
    return error(Errc::usage, fmt::format("\"{}\" is not HOST:PORT", listen.substr(0, 80)));
  };
  const auto colon = listen.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return malformed();
  HostPort result;
  result.host = listen.substr(0, colon);
  if (result.host.front() == '[' && result.host.back() == ']')
    result.host = result.host.substr(1, result.host.size() - 2);
  const auto digits = listen.substr(colon + 1);
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), result.port);
  if (ec != std::errc{} || end != digits.data() + digits.size()) return malformed();
  return result;
}

}  // namespace dealbell::ops
