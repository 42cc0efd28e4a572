#include "app/webhooks/sources.hpp"

#include <algorithm>
#include <filesystem>

#include "app/system/files.hpp"

namespace dealbell::app {
namespace {

namespace fs = std::filesystem;

// Paths in the settings are relative to their file.
std::string beside_settings(const std::string& file, const std::string& settings_file) {
  return (fs::path(settings_file).parent_path() / file).string();
}

Result<intake::Auth> load_auth(const ops::AuthConfig& config, const ops::Config& all) {
  intake::Auth auth;
  auth.scheme = config.scheme;
  auth.name = config.name;
  auth.public_url = config.public_url.empty() ? all.public_url : config.public_url;
  for (auto place : config.secrets) {
    if (!place.file.empty()) place.file = beside_settings(place.file, all.file);
    auto secret = ops::fetch_secret(place);
    if (!secret) return secret.error();
    auth.keys.push_back({std::move(*secret), place.until});
  }
  if (const auto checked = intake::check_auth(auth); !checked) return checked.error();
  return auth;
}

Result<intake::Mapping> load_mapping(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  auto reading = intake::Mapping::read(*text);
  auto errors = std::move(reading.errors);
  if (reading.mapping) errors = reading.mapping->run_samples();
  if (errors.empty()) return std::move(*reading.mapping);
  const auto& first = errors.front();
  const auto more = errors.size() - 1;
  return error(first.code, path + ": " + first.pointer + ": " + first.message +
                               (more ? " (and " + std::to_string(more) + " more)" : ""));
}

// Collects the mistakes of one source; `where` is relative to the source.
class SourceErrors {
 public:
  SourceErrors(std::vector<Error>& errors, std::size_t source)
      : errors_(errors), prefix_("/sources/" + std::to_string(source)) {}
  void add(const Error& e, const std::string& where) {
    errors_.push_back(error(e.code, e.message, prefix_ + where + e.pointer));
  }

 private:
  std::vector<Error>& errors_;
  std::string prefix_;
};

std::vector<intake::Auth> load_auths(const ops::SourceConfig& source, const ops::Config& all,
                                     SourceErrors& errors) {
  std::vector<intake::Auth> auths;
  for (std::size_t i = 0; i < source.auth.size(); ++i) {
    auto auth = load_auth(source.auth[i], all);
    if (auth)
      auths.push_back(std::move(*auth));
    else
      errors.add(auth.error(), "/auth/" + std::to_string(i));
  }
  const bool has_secret = std::any_of(auths.begin(), auths.end(), [](const intake::Auth& auth) {
    return intake::find_scheme(auth.scheme)->is_secret;
  });
  if (!auths.empty() && !has_secret)
    errors.add(error(Errc::usage, "this identifier is not secret: add a scheme with a secret"),
               "/auth");
  return auths;
}

}  // namespace

Result<std::string> find_mapping(const std::string& mapping, const std::string& settings_file) {
  if (mapping.find('/') != mapping.npos || mapping.ends_with(".json"))
    return beside_settings(mapping, settings_file);
  const auto dir = find_sources_dir();
  const auto path = dir + "/" + mapping + ".json";
  std::error_code ignored;
  if (!dir.empty() && fs::exists(path, ignored)) return path;
  return error(Errc::usage, "there is no built-in mapping \"" + mapping +
                                "\"; for your own, give the name of its file");
}

SourcesLoading load_sources(const ops::Config& config) {
  SourcesLoading loading;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const auto& configured = config.sources[i];
    SourceErrors errors(loading.errors, i);
    auto auths = load_auths(configured, config, errors);
    const auto path = find_mapping(configured.mapping, config.file);
    auto mapping = path ? load_mapping(*path) : Result<intake::Mapping>(path.error());
    if (!mapping) {
      errors.add(mapping.error(), "/mapping");
      continue;
    }
    for (const auto& [name, rows] : configured.tables)
      if (!mapping->tables().contains(name))
        errors.add(error(Errc::usage, "the mapping uses no table by this name"), "/tables/" + name);
    Source source{configured.id, configured.title.empty() ? mapping->title() : configured.title,
                  std::move(auths), std::move(*mapping), configured.tables};
    loading.sources.emplace(configured.id, std::move(source));
  }
  return loading;
}

std::shared_ptr<const Source> Sources::find(std::string_view id) const {
  const auto list = all();
  const auto found = list->find(id);
  if (found == list->end()) return nullptr;
  return {list, &found->second};  // keeps the list alive
}

}  // namespace dealbell::app
