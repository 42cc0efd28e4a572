#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/print_error.hpp"
#include "app/system/files.hpp"
#include "app/system/redis_url.hpp"
#include "app/webhooks/sources.hpp"
#include "core/calendar/calendar.hpp"
#include "intake/mapping/mapping.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

struct Verdict {
  std::string kind;  // what the file is
  std::vector<Error> errors;
  std::string warning;  // empty: none
};

Verdict check_mapping(const std::string& text) {
  auto reading = intake::Mapping::read(text);
  if (!reading.mapping) return {"mapping", std::move(reading.errors), {}};
  const auto samples = std::to_string(reading.mapping->sample_count());
  return {"mapping with " + samples + " samples", reading.mapping->run_samples(), {}};
}

// Everything that would keep `serve` from starting, secrets of the environment included.
Verdict check_settings(const std::string& text, const std::string& file) {
  auto reading = ops::read_config(text);
  reading.config.file = file;
  if (!reading.errors.empty()) return {"settings", std::move(reading.errors), {}};
  reading.errors = load_sources(reading.config).errors;
  if (!reading.config.redis.url.empty())
    if (const auto url = redis_url(reading.config); !url) reading.errors.push_back(url.error());
  return {"settings", std::move(reading.errors), idle_redis(reading.config)};
}

Verdict check_text(const std::string& text, const std::string& file) {
  if (intake::looks_like_mapping(text)) return check_mapping(text);
  if (ops::looks_like_config(text)) return check_settings(text, file);
  return {"org document", wire::check_org(text, core::known_zone).errors, {}};
}

}  // namespace

int check(const ops::CommandLine& line) {
  const auto text = read_file(line.file);
  if (!text) return print_error(text.error());
  const auto [kind, errors, warning] = check_text(*text, line.file);
  if (const int code = print_error(line.file, errors); code != 0) return code;
  std::cout << line.file << ": " << kind << " ok\n";
  if (!warning.empty()) std::cout << line.file << ": " << warning << "\n";
  return 0;
}

}  // namespace dealbell::app
