#include "app/system/redis_url.hpp"

#include <filesystem>
#include <utility>

namespace dealbell::app {
namespace {

bool lacks_password(const redis::Login& login) {
  return !login.user.empty() && login.password.empty();
}

// Reads the password from the environment or a file if the settings name one.
Result<> fetch(ops::SecretPlace place, const ops::Config& config, std::string_view key,
               std::string& password) {
  if (place.env.empty() && place.file.empty()) return {};
  const auto pointer = "/redis/" + std::string(key) + (place.env.empty() ? "_file" : "_env");
  if (!password.empty())
    return error(Errc::usage, "the URL has a password as well: give it in one place", pointer);
  if (!place.file.empty())
    place.file = (std::filesystem::path(config.file).parent_path() / place.file).string();
  auto secret = ops::fetch_secret(place);
  if (!secret) return error(Errc::usage, secret.error().message, pointer);
  password = std::move(*secret);
  return {};
}

}  // namespace

Result<redis::Url> redis_url(const ops::Config& config) {
  const auto& settings = config.redis;
  auto url = redis::parse_url(settings.url);
  if (!url) return error(Errc::usage, url.error().message, "/redis/url");
  if (auto got = fetch(settings.password, config, "password", url->login.password); !got)
    return got.error();
  if (auto got = fetch(settings.sentinel_password, config, "sentinel_password",
                       url->sentinel_login.password);
      !got)
    return got.error();
  if (lacks_password(url->login) || lacks_password(url->sentinel_login))
    return error(Errc::usage,
                 "a user needs a password: in the URL, in an environment variable or in a file",
                 "/redis/url");
  return url;
}

std::string idle_redis(const ops::Config& config) {
  if (config.redis.url.empty() || config.redis.mirror || config.log == "redis") return {};
  return "Redis is configured but not used: set redis.mirror to true, or log to \"redis\"";
}

}  // namespace dealbell::app
