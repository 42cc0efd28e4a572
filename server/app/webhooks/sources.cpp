#include "app/webhooks/sources.hpp"

#include <algorithm>
#include <filesystem>

#include "app/system/files.hpp"

namespace dealbell::app {
namespace {

namespace fs = std::filesystem;

// Files are named as seen from the settings' folder.
std::string beside_settings(const std::string& file, const std::string& settings_file) {
  return (fs::path(settings_file).parent_path() / file).string();
}

Result<intake::Auth> ready(const ops::AuthConfig& config, const ops::Config& all) {
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

Result<intake::Mapping> mapping_in(const std::string& path) {
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

}  // namespace

Result<std::string> find_mapping(const std::string& mapping, const std::string& settings_file) {
  if (mapping.find('/') != mapping.npos || mapping.ends_with(".json"))
    return beside_settings(mapping, settings_file);
  const auto dir = find_sources_dir();
  const auto path = dir + "/" + mapping + ".json";
  std::error_code unseen;
  if (!dir.empty() && fs::exists(path, unseen)) return path;
  return error(Errc::usage,
               "no mapping called \"" + mapping + "\" ships; one of your own is named by its file");
}

SourcesLoading load_sources(const ops::Config& config) {
  SourcesLoading loading;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const auto& wanted = config.sources[i];
    const auto at = "/sources/" + std::to_string(i);
    const auto complain = [&](const Error& e, const std::string& where) {
      loading.errors.push_back(error(e.code, e.message, at + where + e.pointer));
    };
    std::vector<intake::Auth> proofs;
    for (std::size_t k = 0; k < wanted.auth.size(); ++k) {
      auto auth = ready(wanted.auth[k], config);
      if (auth)
        proofs.push_back(std::move(*auth));
      else
        complain(auth.error(), "/auth/" + std::to_string(k));
    }
    const bool proven = std::any_of(proofs.begin(), proofs.end(), [](const intake::Auth& auth) {
      return intake::find_scheme(auth.scheme)->is_secret;
    });
    if (!proofs.empty() && !proven)
      complain(error(Errc::usage, "others know this, too: ask for a secret beside it"), "/auth");
    const auto path = find_mapping(wanted.mapping, config.file);
    auto mapping = path ? mapping_in(*path) : Result<intake::Mapping>(path.error());
    if (!mapping) {
      complain(mapping.error(), "/mapping");
      continue;
    }
    for (const auto& [name, rows] : wanted.tables)
      if (!mapping->tables().contains(name))
        complain(error(Errc::usage, "the mapping asks no table by this name"), "/tables/" + name);
    Source source{wanted.id, wanted.title.empty() ? mapping->title() : wanted.title,
                  std::move(proofs), std::move(*mapping), wanted.tables};
    loading.sources.emplace(wanted.id, std::move(source));
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
